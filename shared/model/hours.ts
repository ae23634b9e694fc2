import { z } from 'zod';

/** Time of day on the clock of the authority's computer. `24:00` is the end of the day. */
const clockTimeSchema = z.string().regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, 'a time such as 08:30');

/** Sign-in is open in these windows of the week. A window ends on the day it begins. */
export const hoursSchema = z
  .object({
    windows: z
      .array(
        z
          .object({
            /** 1 is Monday, 7 is Sunday. */
            days: z.array(z.int().min(1).max(7)).min(1).max(7),
            from: clockTimeSchema,
            to: clockTimeSchema,
          })
          .strict()
          .refine(({ from, to }) => from < to, 'a window ends after it begins'),
      )
      .min(1)
      .max(50),
    /** Outside: only new sign-ins are refused, or those who are in are warned and signed out as well. */
    outside: z.enum(['block-new', 'end']),
  })
  .strict();
export type Hours = z.infer<typeof hoursSchema>;

/** Hours as they are set on a group: `inherit` takes the next group; without any, sign-in is always open. */
export const ownHoursSchema = z.union([z.literal('inherit'), z.literal('always'), hoursSchema]);
export type OwnHours = z.infer<typeof ownHoursSchema>;
