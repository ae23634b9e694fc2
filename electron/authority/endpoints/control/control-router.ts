import { appsHandlers } from './apps-handlers.ts';
import { auditHandlers } from './audit-handlers.ts';
import { changesHandler } from './changes-handler.ts';
import { os } from './control-context.ts';
import { networkHandlers } from './network-handlers.ts';
import { sessionsHandlers } from './sessions-handlers.ts';
import { settingsHandlers } from './settings-handlers.ts';
import { setupHandlers } from './setup-handlers.ts';
import { statusHandlers } from './status-handlers.ts';
import { usersHandlers } from './users-handlers.ts';

export const controlRouter = os.router({
  status: statusHandlers,
  setup: setupHandlers,
  users: usersHandlers,
  sessions: sessionsHandlers,
  apps: appsHandlers,
  settings: settingsHandlers,
  network: networkHandlers,
  audit: auditHandlers,
  changes: changesHandler,
});
