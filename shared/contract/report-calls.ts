import { oc } from '@orpc/contract';
import { z } from 'zod';
import { daySchema, reportSchema, seatStepSchema } from '../model/report.ts';

export const reportCalls = {
  /** Both days are part of it; at most 366, and not further back than ended sessions are kept. */
  get: oc.input(z.object({ from: daySchema, to: daySchema })).output(reportSchema),
  /** Seats in use over the last hours, as a step function: the first step is where the range begins. */
  seatSteps: oc
    .input(
      z.object({
        hours: z
          .int()
          .min(1)
          .max(24 * 31),
      }),
    )
    .output(z.object({ steps: z.array(seatStepSchema), peak: z.int() })),
};
