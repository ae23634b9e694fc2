import { z } from 'zod';
import { ownHoursSchema } from './hours.ts';
import { ownLimitSchema, ownPolicySchema } from './limit.ts';
import { lifetimeSeconds } from './lifetime.ts';

/** What a group sets; what it leaves out is for the next group of the list, or the install, to say. */
export const groupRulesSchema = z
  .object({
    limit: ownLimitSchema,
    appLimit: ownLimitSchema,
    policy: ownPolicySchema,
    browser: z
      .object({ idleSeconds: lifetimeSeconds.optional(), absoluteSeconds: lifetimeSeconds.optional() })
      .strict(),
    app: z
      .object({ idleSeconds: lifetimeSeconds.optional(), absoluteSeconds: lifetimeSeconds.optional() })
      .strict(),
    hours: ownHoursSchema,
  })
  .strict();
export type GroupRules = z.infer<typeof groupRulesSchema>;

/** Rules to change; what is left out stays. */
export type GroupRulesPatch = { readonly [Key in keyof GroupRules]?: GroupRules[Key] | undefined };

export const noGroupRules: GroupRules = {
  limit: 'inherit',
  appLimit: 'inherit',
  policy: 'inherit',
  browser: {},
  app: {},
  hours: 'inherit',
};

/** In the list: a file of rules and an order name all of them. */
export const groupsMax = 1000;

export const groupNameSchema = z
  .string()
  .transform((name) => name.normalize('NFKC').trim())
  .refine(
    (name) =>
      name.length >= 1 && [...name].length <= 64 && /^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+$/u.test(name),
    { error: '1 to 64 visible characters' },
  );

/** Names of groups compare as they do when one is added. */
export function foldGroupName(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase();
}

/** Groups are an ordered list: for each rule the first one that a user is in and that sets it wins. */
export const groupViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  rules: groupRulesSchema,
  members: z.int(),
});
export type GroupView = z.infer<typeof groupViewSchema>;
