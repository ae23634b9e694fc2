import { z } from 'zod';
import { appSessionsSchema, limitValueSchema, policySchema } from './limit.ts';
import { reservedSeatsSchema, seatsValueSchema } from './plan.ts';
import { sessionClassSchema, timeSchema } from './session.ts';

/** Rules to try on the sign-ins that were recorded; what is left out is as it is today. */
export const whatIfSchema = z
  .object({
    /** Of everybody who has no own or group limit, or of the named users. */
    limit: limitValueSchema.optional(),
    policy: policySchema.optional(),
    appSessions: appSessionsSchema.optional(),
    appLimit: limitValueSchema.optional(),
    seats: seatsValueSchema.optional(),
    reservations: z.record(z.string(), reservedSeatsSchema).optional(),
    /** Ids of users; left out: everybody who inherits. */
    userIds: z.array(z.string()).optional(),
    days: z.int().min(1).max(90).optional(),
  })
  .strict();
export type WhatIf = z.infer<typeof whatIfSchema>;

export const whatIfCaseSchema = z.object({
  at: timeSchema,
  userName: z.string(),
  device: z.string(),
  class: sessionClassSchema,
  /** What this sign-in would have met: a question, a refusal, or it would have ended other devices. */
  outcome: z.enum(['asked', 'refused', 'seats_full', 'ends_others']),
  /** Devices it would have ended, or that were in its way, with the names of their users. */
  devices: z.array(z.object({ userName: z.string(), device: z.string() })),
});
export type WhatIfCase = z.infer<typeof whatIfCaseSchema>;

export const whatIfAnswerSchema = z.object({
  from: timeSchema,
  to: timeSchema,
  /** Sign-ins that were looked at. */
  signIns: z.int(),
  asked: z.int(),
  refused: z.int(),
  seatsFull: z.int(),
  endsOthers: z.int(),
  /** The newest first, at most 1,000. */
  cases: z.array(whatIfCaseSchema),
});
export type WhatIfAnswer = z.infer<typeof whatIfAnswerSchema>;
