import { z } from 'zod';

/** A label people see in their list of devices: nothing in it may hide or break the line. */
const deviceNameSchema = z
  .string()
  .max(200)
  .transform((name) => name.normalize('NFC').trim())
  .refine(
    (name) =>
      name.length >= 1 && [...name].length <= 80 && /^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+$/u.test(name),
    {
      error: '1 to 80 visible characters',
    },
  );

export const signInBody = z.strictObject({
  username: z.string().min(1).max(256),
  password: z.string().min(1).max(1024),
  /** Of the second factor, where the account has one. */
  code: z.string().min(1).max(64).optional(),
  device: z.strictObject({ name: deviceNameSchema }),
  transaction: z.string().min(1).max(100).optional(),
});

export const chooseBody = z.strictObject({
  ticket: z.string().max(100),
  /** Ids of the sessions to end. */
  end: z.array(z.string().max(100)).min(1).max(10_000),
});

export const appTokenBody = z.strictObject({
  /** Id of the app. */
  app: z.string().min(1).max(100),
});
