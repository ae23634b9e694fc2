import { z } from 'zod';
import { endReasonSchema, signInMethodSchema, timeSchema } from './session.ts';

const at = timeSchema;

/** One thing that happened to a session. Names are those of then, where they were written down. */
export const sessionEventSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('signed_in'), at, method: signInMethodSchema }),
  /** An app was let in by somebody who was signed in on `device`. */
  z.object({ kind: z.literal('approved'), at, by: z.string(), device: z.string() }),
  /** The first time it reached an app. */
  z.object({ kind: z.literal('app_reached'), at, app: z.string() }),
  z.object({ kind: z.literal('renamed'), at, from: z.string(), to: z.string(), by: z.string() }),
  z.object({ kind: z.literal('ended'), at, reason: endReasonSchema, by: z.string().optional() }),
  /** Its person said of the sign-in that took its place: it was not me. */
  z.object({ kind: z.literal('not_me'), at, by: z.string() }),
  /** An app confirmed that it has signed the person out too. */
  z.object({ kind: z.literal('app_confirmed'), at, app: z.string() }),
  /** An app has not confirmed that yet. */
  z.object({ kind: z.literal('app_unconfirmed'), at, app: z.string() }),
]);
export type SessionEvent = z.infer<typeof sessionEventSchema>;

export const sessionHistorySchema = z.object({
  /** Where it was seen, oldest first, each since when; at most the last 50 moves. */
  addresses: z.array(z.object({ since: timeSchema, address: z.string() })),
  /** Oldest first. */
  events: z.array(sessionEventSchema),
});
export type SessionHistory = z.infer<typeof sessionHistorySchema>;
