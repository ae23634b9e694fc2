import { z } from 'zod';
import { errorCatalogue, type ErrorCode } from '../errors.ts';
import { affectedSessionSchema, sessionViewSchema } from '../model/session.ts';
import { tidyPath } from '../tidy-path.ts';

const errorData = z.record(z.string(), z.unknown()).optional();

/** The codes of the catalogue a call may answer with, in the contract library's form. */
export function errors<const Code extends ErrorCode>(...codes: Code[]) {
  return Object.fromEntries(
    codes.map((code) => [
      code,
      { status: errorCatalogue[code].status, message: errorCatalogue[code].sentence, data: errorData },
    ]),
  ) as { [K in Code]: { status: number; message: string; data: typeof errorData } };
}

export const write = errors('store_unavailable');
export const idSchema = z.string().min(1).max(100);
/** The most users, and the most sessions, that one call is about: as many as an install is made for. */
export const manyMax = 100_000;
export const manyIdsSchema = z.array(idSchema).min(1).max(manyMax);
/** On the computer of the authority, as it was typed or pasted. */
export const pathSchema = z.string().transform(tidyPath).pipe(z.string().min(1).max(4096));
export const passwordSchema = z.string().max(4096);

/** Sessions that a change would end at once, each with the reason; shown before anything is applied. */
export const affectedSchema = z.object({ affected: z.array(affectedSessionSchema) });
export const endedSchema = z.object({ ended: z.array(sessionViewSchema) });
