import { z } from 'zod';
import { timeSchema } from './session.ts';

/** Refusals that only the admin can help with; each has the name of its error code. */
export const pleaReasonSchema = z.enum(['seats_full', 'session_limit', 'outside_hours', 'device_blocked']);
export type PleaReason = z.infer<typeof pleaReasonSchema>;

/** Which one is meant: somebody who asks again has made another one. */
export const pleaKeySchema = z.object({ userId: z.string().min(1).max(100), at: timeSchema });
export type PleaKey = z.infer<typeof pleaKeySchema>;

/** Somebody proved who they are, was not let in, and told the admin. */
export const pleaViewSchema = pleaKeySchema.extend({
  name: z.string(),
  why: pleaReasonSchema,
  /** Of the device that was not let in. */
  device: z.string(),
});
export type PleaView = z.infer<typeof pleaViewSchema>;
