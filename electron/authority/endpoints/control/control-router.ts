import { appsHandlers } from './apps-handlers.ts';
import { auditHandlers } from './audit-handlers.ts';
import { backupHandlers } from './backup-handlers.ts';
import { changesHandler } from './changes-handler.ts';
import { clockHandlers } from './clock-handlers.ts';
import { consoleHandlers } from './console-handlers.ts';
import { os } from './control-context.ts';
import { devicesHandlers } from './devices-handlers.ts';
import { groupsHandlers } from './groups-handlers.ts';
import { networkHandlers } from './network-handlers.ts';
import { oidcHandlers } from './oidc-handlers.ts';
import { planHandlers } from './plan-handlers.ts';
import { reportsHandlers } from './reports-handlers.ts';
import { signInsHandlers } from './sign-ins-handlers.ts';
import { sessionsHandlers } from './sessions-handlers.ts';
import { settingsHandlers } from './settings-handlers.ts';
import { setupHandlers } from './setup-handlers.ts';
import { statusHandlers } from './status-handlers.ts';
import { usersHandlers } from './users-handlers.ts';

export const controlRouter = os.router({
  status: statusHandlers,
  setup: setupHandlers,
  users: usersHandlers,
  groups: groupsHandlers,
  plan: planHandlers,
  sessions: sessionsHandlers,
  devices: devicesHandlers,
  signIns: signInsHandlers,
  reports: reportsHandlers,
  apps: appsHandlers,
  oidc: oidcHandlers,
  settings: settingsHandlers,
  console: consoleHandlers,
  network: networkHandlers,
  audit: auditHandlers,
  clock: clockHandlers,
  backup: backupHandlers,
  changes: changesHandler,
});
