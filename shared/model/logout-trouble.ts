import { z } from 'zod';

/** Why the certificate of an app's address is not trusted. */
export const distrustReasons = [
  'expired',
  'not_valid_yet',
  'other_name',
  'signed_by_itself',
  'unknown_issuer',
] as const;

/**
 * Why an app has not confirmed that a session ended, without a word of any language: `sayLogoutTrouble` makes the words.
 * `detail` and `said` are what another program or the app itself says of it.
 */
export const logoutTroubleSchema = z.discriminatedUnion('code', [
  /** Rollcall could not make what the app is told with. */
  z.object({ code: z.literal('not_asked'), why: z.enum(['signing_key_broken', 'store_unavailable']) }),
  z.object({
    code: z.enum(['refuses_connection', 'name_unknown', 'unreachable', 'breaks_off', 'no_answer']),
  }),
  z.object({ code: z.enum(['no_https', 'could_not_ask']), detail: z.string() }),
  z.object({
    code: z.literal('not_trusted'),
    why: z.enum(distrustReasons),
    detail: z.string().optional(),
  }),
  z.object({
    code: z.literal('answered'),
    status: z.int(),
    /** `refused`: about this session alone; `elsewhere`: a redirect, which is not followed. */
    meaning: z.enum(['refused', 'elsewhere']).optional(),
    said: z.string().optional(),
  }),
  /** Kept before troubles had codes: what Rollcall wrote then, in English; it completes "the app". */
  z.object({ code: z.literal('written'), words: z.string() }),
]);
export type LogoutTrouble = z.infer<typeof logoutTroubleSchema>;
