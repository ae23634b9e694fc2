import { eventIterator, oc } from '@orpc/contract';
import { statusSchema } from '../model/status.ts';
import { appCalls, oidcCalls } from './app-calls.ts';
import { changeEventSchema } from './change-stream.ts';
import { consoleCalls } from './console-calls.ts';
import { groupCalls, planCalls } from './rule-calls.ts';
import { reportCalls } from './report-calls.ts';
import { deviceCalls, sessionCalls, signInCalls } from './session-calls.ts';
import { auditCalls, backupCalls, clockCalls, networkCalls, settingsCalls } from './upkeep-calls.ts';
import { setupCalls, userCalls } from './user-calls.ts';

/**
 * Every admin call, once. The console (message port), the CLI (local socket) and the fake authority of the
 * console's tests are made from this; adding a call is one entry in its file here, one handler, one use.
 */
export const controlContract = {
  status: { get: oc.output(statusSchema) },
  setup: setupCalls,
  users: userCalls,
  groups: groupCalls,
  plan: planCalls,
  sessions: sessionCalls,
  devices: deviceCalls,
  signIns: signInCalls,
  reports: reportCalls,
  apps: appCalls,
  oidc: oidcCalls,
  settings: settingsCalls,
  console: consoleCalls,
  network: networkCalls,
  audit: auditCalls,
  clock: clockCalls,
  backup: backupCalls,
  /** A snapshot, then every change in order. */
  changes: oc.output(eventIterator(changeEventSchema)),
};
export type ControlContract = typeof controlContract;
