import { z } from 'zod';

export const sessionClassSchema = z.enum(['browser', 'app']);
export type SessionClass = z.infer<typeof sessionClassSchema>;

/** The way in that made a session. It fixes the class: pairing and the device flow make an `app`. */
export const signInMethodSchema = z.enum(['portal', 'api', 'pairing', 'device']);
export type SignInMethod = z.infer<typeof signInMethodSchema>;

/** The class is fixed by the way in, never by what a client says of itself. */
export function classOf(method: SignInMethod): SessionClass {
  return method === 'pairing' || method === 'device' ? 'app' : 'browser';
}

/** Why a session ended. It keeps exactly one of these for good. */
export const endReasons = [
  'signed_out',
  'idle',
  'absolute',
  'hours',
  'replaced',
  'ended_by_choice',
  'ended_least_recent',
  'ended_oldest',
  'ended_next_to_expire',
  'reclaimed',
  'ended_by_self',
  'ended_by_admin',
  'user_disabled',
  'user_deleted',
  'password_changed',
  'second_factor_removed',
  'class_rule',
  'plan_reduced',
  'limit_reduced',
  'restored',
  'token_reuse',
] as const;
export const endReasonSchema = z.enum(endReasons);
export type EndReason = z.infer<typeof endReasonSchema>;

/** A device as people name it in their list of devices: nothing in it may hide or break the line. */
export const deviceNameSchema = z
  .string()
  .max(200)
  .transform((name) => name.normalize('NFC').trim())
  .refine(
    (name) =>
      name.length >= 1 && [...name].length <= 80 && /^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+$/u.test(name),
    { error: '1 to 80 visible characters' },
  );

/** Times on every wire are ISO-8601 in UTC, of authority time. Inside the authority they are epoch milliseconds. */
export const timeSchema = z.iso.datetime();

/** Why a session counts, or does not: by its class and what the install says of app sessions. */
export const countsSchema = z.enum(['browser', 'app_counted', 'app_separate', 'app_uncounted']);
export type Counts = z.infer<typeof countsSchema>;

export const sessionViewSchema = z.object({
  id: z.string(),
  userId: z.string(),
  userName: z.string(),
  device: z.string(),
  class: sessionClassSchema,
  method: signInMethodSchema,
  /** All but `app_uncounted` take a place under a limit, and a seat of the plan. */
  counts: countsSchema,
  signedInAt: timeSchema,
  lastUsedAt: timeSchema,
  lastSeenAt: timeSchema,
  /** Last address, to show; nothing is decided by it. */
  address: z.string(),
  expiresAt: timeSchema,
  expiresBy: z.enum(['idle', 'absolute', 'hours']),
  /** Names of the apps this session has reached. */
  apps: z.array(z.string()),
  ended: z
    .object({
      at: timeSchema,
      reason: endReasonSchema,
      /** Who or what ended it: a device's name, an admin's name, or absent when it ended by itself. */
      by: z.string().optional(),
    })
    .optional(),
});
export type SessionView = z.infer<typeof sessionViewSchema>;

/** A browser that is not let in, known by its long-lived cookie: as long as it keeps that. */
export const blockedDeviceSchema = z.object({
  id: z.string(),
  device: z.string(),
  userName: z.string(),
  blockedAt: timeSchema,
  by: z.string(),
});
export type BlockedDevice = z.infer<typeof blockedDeviceSchema>;

/** A session that a change of rules would end, and for which reason. */
export const affectedSessionSchema = z.object({ session: sessionViewSchema, reason: endReasonSchema });
export type AffectedSession = z.infer<typeof affectedSessionSchema>;
