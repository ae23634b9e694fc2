import { z } from 'zod';
import { timeSchema } from './session.ts';

/** Why a session of the browser console ended. `account_changed`: its account is no longer what signed in. */
export const consoleEndReasons = [
  'signed_out',
  'idle',
  'absolute',
  'ended_by_admin',
  'account_changed',
  'switched_off',
] as const;
export type ConsoleEndReason = (typeof consoleEndReasons)[number];

/** An admin signed in to the console in a browser. No device, and no seat. */
export const consoleSessionViewSchema = z.object({
  id: z.string(),
  userName: z.string(),
  device: z.string(),
  signedInAt: timeSchema,
  lastUsedAt: timeSchema,
  /** When it ends unless it is used again. */
  expiresAt: timeSchema,
});
export type ConsoleSessionView = z.infer<typeof consoleSessionViewSchema>;

export const browserConsoleViewSchema = z.object({
  on: z.boolean(),
  /** Where it is open on this computer; empty while it is off or cannot listen. */
  addresses: z.array(z.string()),
  /** Why it is on and cannot listen: a code of the catalogue and its facts. */
  trouble: z.object({ code: z.string(), data: z.record(z.string(), z.unknown()) }).optional(),
  sessions: z.array(consoleSessionViewSchema),
});
export type BrowserConsoleView = z.infer<typeof browserConsoleViewSchema>;
