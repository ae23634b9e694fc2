import { oc } from '@orpc/contract';
import { z } from 'zod';
import { pleaKeySchema } from '../model/plea.ts';
import { blockedDeviceSchema, deviceNameSchema, sessionViewSchema } from '../model/session.ts';
import { sessionHistorySchema } from '../model/session-history.ts';
import { errors, idSchema, manyIdsSchema, write } from './call-parts.ts';

export const sessionCalls = {
  /** Live ones: all at once. Ended ones: newest first, `cursor` from the last answer goes on. */
  list: oc
    .input(
      z.object({
        state: z.enum(['live', 'ended']),
        userId: idSchema.optional(),
        cursor: z.string().max(200).optional(),
        limit: z.int().min(1).max(1000).optional(),
      }),
    )
    .output(z.object({ sessions: z.array(sessionViewSchema), cursor: z.string().optional() })),
  /** Answered when durable. Ids that are unknown or ended already are refused as a whole; nothing is ended then. */
  end: oc
    .input(
      z.union([
        z.object({
          ids: manyIdsSchema,
          /**
           * The browsers and apps these sessions are in are not let in again until they are unblocked, and whatever
           * else is signed in there ends too. Refused as a whole when one of them cannot be told from others.
           */
          blockDevices: z.boolean().optional(),
        }),
        z.object({ userId: idSchema }),
        z.object({ all: z.literal(true) }),
      ]),
    )
    .output(z.object({ ended: z.array(sessionViewSchema) }))
    .errors({ ...write, ...errors('session_not_found', 'user_not_found', 'device_unknown') }),
  /** Where one was seen and what happened to it, live or ended, as far as it was written down. */
  history: oc
    .input(z.object({ id: idSchema }))
    .output(sessionHistorySchema)
    .errors(errors('session_not_found')),
  /** Another name for the device, as the person sees it too. */
  rename: oc
    .input(z.object({ id: idSchema, device: deviceNameSchema }))
    .output(z.object({ session: sessionViewSchema }))
    .errors({ ...write, ...errors('session_not_found') }),
};

export const deviceCalls = {
  listBlocked: oc.output(z.array(blockedDeviceSchema)),
  unblock: oc.input(z.object({ id: idSchema })).errors({ ...write, ...errors('device_not_found') }),
};

export const signInCalls = {
  /** Nobody new is let in; those who are in stay. `minutes` left out: until `resume`. */
  pause: oc
    .input(
      z.object({
        minutes: z
          .int()
          .min(1)
          .max(24 * 60)
          .optional(),
      }),
    )
    .errors(write),
  resume: oc.errors(write),
  /** The admin has seen who asked to be let in. What has gone, or was asked anew meanwhile, is left as it is. */
  dismissPleas: oc.input(z.object({ pleas: z.array(pleaKeySchema).min(1).max(1000) })).errors(write),
};
