import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { z } from 'zod';
import { ownLimitSchema, ownPolicySchema } from '../../../../shared/model/limit.ts';
import { settingKeySchema } from '../../../../shared/model/settings.ts';
import { foldUserName, isUserName } from '../../../../shared/model/user.ts';

const answersSchema = z
  .object({
    settings: z.partialRecord(settingKeySchema, z.unknown()).optional(),
    users: z
      .array(
        z
          .object({
            name: z.string().refine(isUserName, 'a user name has 1 to 64 visible characters'),
            displayName: z.string().max(200).optional(),
            email: z.email().max(254).optional(),
            limit: ownLimitSchema.optional(),
            policy: ownPolicySchema.optional(),
            admin: z.boolean().optional(),
          })
          .strict(),
      )
      .max(10_000)
      .optional(),
  })
  .strict();
export type SetupAnswers = z.infer<typeof answersSchema>;

/** Checked as a whole before anything is changed; a file that does not fit ends the program as wrong use. */
export function readSetupAnswers(command: Command, filePath: string, adminName: string): SetupAnswers {
  const wrong = (problem: string): never => command.error(`error: --answers ${filePath}: ${problem}`);
  let document: unknown;
  try {
    document = JSON.parse(readFileSync(filePath, 'utf8'));
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error));
  }
  const parsed = answersSchema.safeParse(document);
  if (!parsed.success) {
    return wrong(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
  }
  const seen = new Set([foldUserName(adminName)]);
  for (const { name } of parsed.data.users ?? []) {
    if (seen.has(foldUserName(name))) return wrong(`the user ${name} is there twice`);
    seen.add(foldUserName(name));
  }
  return parsed.data;
}
