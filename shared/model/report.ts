import { z } from 'zod';
import { idAndNameSchema } from './id-and-name.ts';
import { timeSchema } from './session.ts';
import { signInCountsSchema } from './status.ts';

/** A day on this computer's clock, such as 2026-11-26. */
export const daySchema = z.iso.date();

export const reportSchema = z.object({
  from: daySchema,
  to: daySchema,
  /** Every day of the range, oldest first. Failures are known for the days Rollcall ran. */
  days: z.array(signInCountsSchema.extend({ day: daySchema, peakSeats: z.int() })),
  /** Most sign-ins first, at most 50. */
  topUsers: z.array(idAndNameSchema.extend({ signIns: z.int(), refused: z.int(), live: z.int() })),
  /** Enabled accounts that nobody signed in to within the range, longest unused first. */
  unused: z.array(idAndNameSchema.extend({ lastSignInAt: timeSchema.optional(), createdAt: timeSchema })),
});
export type Report = z.infer<typeof reportSchema>;

/** Seats in use from this moment on, until the next step. */
export const seatStepSchema = z.object({ at: timeSchema, used: z.int() });
export type SeatStep = z.infer<typeof seatStepSchema>;
