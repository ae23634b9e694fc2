import { z } from 'zod';

const day = 24 * 3600;

/** Length of a session's life, one minute to 400 days. */
export const lifetimeSeconds = z
  .int()
  .min(60)
  .max(400 * day);

export const lifetimeSchema = z
  .object({
    /** Seconds without a request by the person after which a session ends. */
    idleSeconds: lifetimeSeconds,
    /** Seconds after the sign-in at which a session ends whatever happens. */
    absoluteSeconds: lifetimeSeconds,
  })
  .strict();
export type Lifetime = z.infer<typeof lifetimeSchema>;
