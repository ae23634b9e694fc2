import { z } from 'zod';
import { hoursSchema } from './hours.ts';
import {
  boundBySchema,
  effectiveLimitSchema,
  effectivePolicySchema,
  effectiveSecondsSchema,
  ownLimitSchema,
  ownPolicySchema,
} from './limit.ts';
import { reservedSeatsSchema } from './plan.ts';
import { timeSchema } from './session.ts';

/**
 * `not_set_up`: no password yet, or one given by the admin that the user has not replaced;
 * `password_reported`: the user has said that somebody else knows the password, and has no other one yet;
 * `disabled`: switched off by the admin.
 */
export const userStateSchema = z.enum(['active', 'not_set_up', 'password_reported', 'disabled']);
export type UserState = z.infer<typeof userStateSchema>;

const effectiveLifetimeSchema = z.object({
  idleSeconds: effectiveSecondsSchema,
  absoluteSeconds: effectiveSecondsSchema,
});

export const userViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  displayName: z.string(),
  email: z.string(),
  admin: z.boolean(),
  state: userStateSchema,
  /** Ids of groups, in the order of the list of groups. */
  groups: z.array(z.string()),
  limit: ownLimitSchema,
  appLimit: ownLimitSchema,
  policy: ownPolicySchema,
  reservedSeats: reservedSeatsSchema,
  effectiveLimit: effectiveLimitSchema,
  /** Present where app sessions have a limit of their own. */
  effectiveAppLimit: effectiveLimitSchema.optional(),
  effectivePolicy: effectivePolicySchema,
  expiry: z.object({ browser: effectiveLifetimeSchema, app: effectiveLifetimeSchema }),
  /** When sign-in is open; absent: always. */
  hours: z.object({ value: hoursSchema, boundBy: boundBySchema, group: z.string().optional() }).optional(),
  secondFactor: z.boolean(),
  liveSessions: z.int(),
  createdAt: timeSchema,
  lastSignInAt: timeSchema.optional(),
});
export type UserView = z.infer<typeof userViewSchema>;

/**
 * User names compare by NFKC and full case folding, so that look-alikes cannot be two users. JavaScript has no case
 * folding: lower, upper, lower letter by letter also joins ß, ẞ with ss, and ς with σ. Spaces around a name are not part
 * of it: phones add one after a word they have completed.
 */
export function foldUserName(name: string): string {
  const folded = [...name.normalize('NFKC')].map((letter) =>
    letter.toLowerCase().toUpperCase().toLowerCase(),
  );
  return folded.join('').normalize('NFKC').trim();
}

/** Default-ignorable characters, such as variation selectors and fillers, are seen by nobody either. */
const visible = /^[^\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]+$/u;

/** 1 to 64 visible characters after NFKC, no spaces at either end, no control, format or unassigned characters. */
export function isUserName(name: string): boolean {
  const folded = foldUserName(name);
  const plain = name.normalize('NFKC');
  return (
    name.length <= 256 &&
    [...folded].length >= 1 &&
    [...folded].length <= 64 &&
    plain === plain.trim() &&
    visible.test(folded)
  );
}
