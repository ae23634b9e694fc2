import { z } from 'zod';
import { deviceNameSchema } from '../../../../shared/model/session.ts';

const deviceSchema = z.strictObject({
  name: deviceNameSchema,
  /** The known-device token of an earlier sign-in: it opens nothing, it only has a throttle of its own. */
  registration: z
    .string()
    .regex(/^rcd_[A-Za-z0-9_-]{43}$/, { error: 'the registration of an earlier answer' })
    .optional(),
});

export const signInBody = z.strictObject({
  username: z.string().min(1).max(256),
  password: z.string().min(1).max(1024),
  /** Of the second factor, where the account has one. */
  code: z.string().min(1).max(64).optional(),
  device: deviceSchema,
  transaction: z.string().min(1).max(100).optional(),
});

export const chooseBody = z.strictObject({
  ticket: z.string().max(100),
  /** Ids of the sessions to end. */
  end: z.array(z.string().max(100)).min(1).max(10_000),
});

export const pairingBody = z.strictObject({ device: deviceSchema });

export const claimBody = z.strictObject({ secret: z.string().max(100) });

export const appTokenBody = z.strictObject({
  /** Id of the app. */
  app: z.string().min(1).max(100),
});
