import { z } from 'zod';
import { portPairSchema, portStateSchema } from '../model/ports.ts';
import { alarmSchema } from '../model/status.ts';

/** What the desktop app and the authority process it forked tell each other. */

/** From the authority. */
export const authorityMessageSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('ready'),
    /** Where the LAN reaches it, best first: `https://192.168.1.5:8443`. */
    https: z.array(z.string()),
    http: z.array(z.string()),
    /** Path of the local control socket. */
    socket: z.string(),
    pid: z.int(),
    /** Every origin that is a portal of this authority. */
    origins: z.array(z.string()),
    /** It is a service that the app has not started, and does not end: how it calls itself. */
    holder: z.string().optional(),
  }),
  z.object({
    type: z.literal('failed'),
    /** A code of the error catalogue. */
    code: z.string(),
    message: z.string(),
    fix: z.string().optional(),
    /** What `fix` says, by the names of the catalogue's data: `port`, `holder`, `dir`. */
    facts: z.record(z.string(), z.string()).optional(),
    /** Where it was to listen, when it is a port that keeps it from running: it can be told others. */
    ports: portPairSchema.optional(),
  }),
  z.object({ type: z.literal('port-checked'), port: z.int(), ...portStateSchema.shape }),
  z.object({
    type: z.literal('alarms'),
    /** All that need the admin now, each time there are others than before; none at the start. */
    codes: z.array(alarmSchema.shape.code),
  }),
]);
export type AuthorityMessage = z.infer<typeof authorityMessageSchema>;

/** To the authority. `console-port` carries one end of a message channel whose other end is the console. */
export const shellMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('stop') }),
  z.object({ type: z.literal('console-port') }),
  /** Answered by `port-checked`, also by one that said that it cannot run. */
  z.object({ type: z.literal('check-port'), port: z.int() }),
]);
export type ShellMessage = z.infer<typeof shellMessageSchema>;
