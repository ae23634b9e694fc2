import { z } from 'zod';
import { idAndNameSchema } from './id-and-name.ts';
import { timeSchema } from './session.ts';
import { signInCountsSchema } from './status.ts';

/** A day on this computer's clock, such as 2026-11-26. */
export const daySchema = z.iso.date();

/** As many days as one report is about: a year. */
export const reportDaysMax = 366;

export const reportSchema = z.object({
  /** The range that was asked for, or the part of it that is known. */
  from: daySchema,
  to: daySchema,
  /** Every day of the range, oldest first. */
  days: z.array(signInCountsSchema.extend({ day: daySchema, peakSeats: z.int() })),
  /** Most sign-ins first, at most 50. `refused`: by a rule. */
  topUsers: z.array(idAndNameSchema.extend({ signIns: z.int(), refused: z.int(), live: z.int() })),
  /** Enabled accounts that nobody signed in to within the range and nobody is signed in to, longest unused first. */
  unused: z.array(idAndNameSchema.extend({ lastSignInAt: timeSchema.optional(), createdAt: timeSchema })),
});
export type Report = z.infer<typeof reportSchema>;

/** Seats in use from this moment on, until the next step. */
export const seatStepSchema = z.object({ at: timeSchema, used: z.int() });
export type SeatStep = z.infer<typeof seatStepSchema>;
