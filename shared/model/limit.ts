import { z } from 'zod';

/** How many sessions one user may hold. 0 refuses always; `unlimited` is a word, never a number. */
export const limitValueSchema = z.union([z.literal('unlimited'), z.int().min(0).max(100_000)]);
export type LimitValue = z.infer<typeof limitValueSchema>;

/** A limit as it is set on a user or a group: `inherit` takes the next rule in order (user, groups, install). */
export const ownLimitSchema = z.union([z.literal('inherit'), limitValueSchema]);
export type OwnLimit = z.infer<typeof ownLimitSchema>;

/**
 * Which rule bound: the user's own setting, the first group of the list that sets it, the default of the install, or
 * the seat plan, which gives each user as many devices as seats are allocated.
 */
export const boundBySchema = z.enum(['user', 'group', 'install', 'plan']);
export type BoundBy = z.infer<typeof boundBySchema>;

/** `group` is the name of the group that bound. */
const origin = { boundBy: boundBySchema, group: z.string().optional() } as const;

export const effectiveLimitSchema = z.object({ value: limitValueSchema, ...origin });
export type EffectiveLimit = z.infer<typeof effectiveLimitSchema>;

/** What happens when a sign-in would go over the limit. */
export const policySchema = z.enum(['ask', 'refuse', 'end-least-recent', 'end-oldest', 'end-next-to-expire']);
export type Policy = z.infer<typeof policySchema>;

export const ownPolicySchema = z.union([z.literal('inherit'), policySchema]);
export type OwnPolicy = z.infer<typeof ownPolicySchema>;

export const effectivePolicySchema = z.object({
  value: policySchema,
  ...origin,
  /** Devices pushed each other out too often: until then the policy is `ask`, whatever is set. */
  askUntil: z.iso.datetime().optional(),
});
export type EffectivePolicy = z.infer<typeof effectivePolicySchema>;

export const effectiveSecondsSchema = z.object({ value: z.int(), ...origin });
export type EffectiveSeconds = z.infer<typeof effectiveSecondsSchema>;

/** How app sessions meet the limit: in one pool with browsers, under a limit of their own, or not at all. */
export const appSessionsSchema = z.enum(['counted', 'separate', 'uncounted']);
export type AppSessions = z.infer<typeof appSessionsSchema>;

/** How a stricter rule meets the sessions above it. */
export const surplusSchema = z.enum(['now', 'as_they_expire']);
export type Surplus = z.infer<typeof surplusSchema>;
