import { z } from 'zod';
import { groupNameSchema, groupRulesSchema, groupsMax } from './group.ts';
import {
  appSessionsSchema,
  limitValueSchema,
  ownLimitSchema,
  ownPolicySchema,
  policySchema,
} from './limit.ts';
import { lifetimeSchema } from './lifetime.ts';
import { planSchema, reservedSeatsSchema } from './plan.ts';

/**
 * Plan and limits of an install as one readable JSON file: to look through, to keep, to carry to another install. Users
 * are named by name; those a file does not name stay as they are.
 */
export const rulesFileSchema = z
  .object({
    rollcall: z.literal('rules'),
    version: z.literal(1),
    install: z
      .object({
        limit: limitValueSchema,
        policy: policySchema,
        appSessions: appSessionsSchema,
        appLimit: limitValueSchema,
        browser: lifetimeSchema,
        app: lifetimeSchema,
      })
      .strict(),
    plan: planSchema,
    /** In their order. */
    groups: z.array(z.object({ name: groupNameSchema, rules: groupRulesSchema }).strict()).max(groupsMax),
    users: z.record(
      z.string(),
      z
        .object({
          limit: ownLimitSchema,
          appLimit: ownLimitSchema,
          policy: ownPolicySchema,
          reservedSeats: reservedSeatsSchema,
          groups: z.array(z.string()),
        })
        .strict(),
    ),
  })
  .strict();
export type RulesFile = z.infer<typeof rulesFileSchema>;
