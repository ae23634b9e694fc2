import { z } from 'zod';
import { appViewSchema } from '../model/app.ts';
import { consoleSessionViewSchema } from '../model/console-session.ts';
import { groupViewSchema } from '../model/group.ts';
import { planViewSchema } from '../model/plan.ts';
import { sessionViewSchema } from '../model/session.ts';
import { settingsSchema } from '../model/settings.ts';
import { statusSchema } from '../model/status.ts';
import { userViewSchema } from '../model/user.ts';

/** One step of the stream: what is now true of one thing. */
const changeSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('session.put'), session: sessionViewSchema }),
  z.object({ type: z.literal('session.ended'), session: sessionViewSchema }),
  z.object({ type: z.literal('user.put'), user: userViewSchema }),
  z.object({ type: z.literal('user.removed'), id: z.string() }),
  z.object({ type: z.literal('app.put'), app: appViewSchema }),
  z.object({ type: z.literal('app.removed'), id: z.string() }),
  z.object({ type: z.literal('groups.put'), groups: z.array(groupViewSchema) }),
  z.object({ type: z.literal('plan.put'), plan: planViewSchema }),
  z.object({ type: z.literal('console.put'), sessions: z.array(consoleSessionViewSchema) }),
  z.object({ type: z.literal('settings.put'), settings: settingsSchema }),
  z.object({ type: z.literal('status.put'), status: statusSchema }),
]);
export type Change = z.infer<typeof changeSchema>;

const snapshotSchema = z.object({
  status: statusSchema,
  settings: settingsSchema,
  users: z.array(userViewSchema),
  sessions: z.array(sessionViewSchema),
  apps: z.array(appViewSchema),
  groups: z.array(groupViewSchema),
  plan: planViewSchema,
  /** Who is signed in to the console in a browser. */
  consoleSessions: z.array(consoleSessionViewSchema),
});
export type Snapshot = z.infer<typeof snapshotSchema>;

/** Revisions follow each other without a gap; after a gap, open the stream again for a new snapshot. */
export const changeEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('snapshot'), revision: z.int(), snapshot: snapshotSchema }),
  z.object({ type: z.literal('changes'), revision: z.int(), changes: z.array(changeSchema) }),
]);
export type ChangeEvent = z.infer<typeof changeEventSchema>;
