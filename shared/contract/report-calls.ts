import { oc } from '@orpc/contract';
import { z } from 'zod';
import { daySchema, reportDaysMax, reportSchema, seatStepSchema } from '../model/report.ts';

const dayMs = 24 * 3600 * 1000;

const rangeSchema = z
  .object({ from: daySchema, to: daySchema })
  .refine(({ from, to }) => from <= to && Date.parse(to) - Date.parse(from) < reportDaysMax * dayMs);

export const reportCalls = {
  /**
   * Both days are part of it; at most 366. The answer has those of them that have begun and that are known as a whole:
   * ended sessions are kept for a time.
   */
  get: oc.input(rangeSchema).output(reportSchema),
  /**
   * Seats in use over the last hours, as a step function: the first step is where the range begins. Of many thousand
   * changes the answer has the highest number of each of 2,000 equal times, so that the peak stays what it was.
   */
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
