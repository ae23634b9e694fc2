import { z } from 'zod';

/** Number of places of the whole install, or no plan at all. */
export const seatsValueSchema = z.union([z.literal('unlimited'), z.int().min(0).max(1_000_000)]);
export type SeatsValue = z.infer<typeof seatsValueSchema>;

/**
 * `floating`: unreserved seats are first come, first served. `allocated`: besides, each user's limit is the number of
 * seats reserved for that user.
 */
export const planModeSchema = z.enum(['floating', 'allocated']);
export type PlanMode = z.infer<typeof planModeSchema>;

export const planSchema = z
  .object({
    seats: seatsValueSchema,
    mode: planModeSchema,
    /** When no seat is left: refuse, or end the least recently used session of somebody over their reservation. */
    whenFull: z.enum(['refuse', 'end-least-recent']),
  })
  .strict();
export type Plan = z.infer<typeof planSchema>;

export const noPlan: Plan = { seats: 'unlimited', mode: 'floating', whenFull: 'refuse' };

/** The plan with what it holds now. Reservations are those of enabled users; who each seat's holder is, is in the sessions. */
export const planViewSchema = planSchema.extend({
  used: z.int(),
  /** Sum of the reservations of enabled users. */
  reserved: z.int(),
  /** Reserved places that nobody sits on now; not for anybody else. */
  keptFree: z.int(),
});
export type PlanView = z.infer<typeof planViewSchema>;

export const reservedSeatsSchema = z.int().min(0).max(100_000);
