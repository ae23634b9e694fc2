import { z } from 'zod';

/** How many sessions one user may hold. 0 refuses always; `unlimited` is a word, never a number. */
export const limitValueSchema = z.union([z.literal('unlimited'), z.int().min(0).max(100_000)]);
export type LimitValue = z.infer<typeof limitValueSchema>;

/** A limit as it is set on a user: `inherit` takes the next rule in order (group, then install). */
export const userLimitSchema = z.union([z.literal('inherit'), limitValueSchema]);
export type UserLimit = z.infer<typeof userLimitSchema>;

/** Which rule bound: the user's own setting, or the default of the install. */
export const boundBySchema = z.enum(['user', 'install']);
export type BoundBy = z.infer<typeof boundBySchema>;

export const effectiveLimitSchema = z.object({ value: limitValueSchema, boundBy: boundBySchema });
export type EffectiveLimit = z.infer<typeof effectiveLimitSchema>;

/** What happens when a sign-in would go over the limit. */
export const policySchema = z.enum(['ask', 'refuse', 'end-least-recent']);
export type Policy = z.infer<typeof policySchema>;

export const userPolicySchema = z.union([z.literal('inherit'), policySchema]);
export type UserPolicy = z.infer<typeof userPolicySchema>;

export const effectivePolicySchema = z.object({ value: policySchema, boundBy: boundBySchema });
export type EffectivePolicy = z.infer<typeof effectivePolicySchema>;

/** How a lowered limit meets the sessions above it. */
export const surplusSchema = z.enum(['now', 'as_they_expire']);
export type Surplus = z.infer<typeof surplusSchema>;
