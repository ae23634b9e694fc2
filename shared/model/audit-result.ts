import type { ErrorCode } from '../errors.ts';
import type { AuditAction } from './audit.ts';

/** `refused`: somebody was not let in; `failed`: Rollcall could not do it; `noticed`: nobody asked for anything. */
export const auditResults = ['done', 'refused', 'failed', 'noticed'] as const;
export type AuditResult = (typeof auditResults)[number];

/** Why somebody was not let in. */
export const refusalOfAction = {
  'sign_in.failed': 'credentials',
  'sign_in.throttled': 'throttled',
  'sign_in.limit': 'session_limit',
  'sign_in.seats': 'seats_full',
  'sign_in.hours': 'outside_hours',
  'sign_in.paused': 'sign_ins_paused',
  'sign_in.blocked': 'device_blocked',
} as const satisfies Partial<Record<AuditAction, ErrorCode>>;
export type AuditRefusal = (typeof refusalOfAction)[keyof typeof refusalOfAction];

const failed: readonly AuditAction[] = ['backup.failed', 'logout.failing'];
const noticed: readonly AuditAction[] = [
  'sign_in.kick_war',
  'report.not_me',
  'app.mismatch',
  'oidc.token_reuse',
  'settings.replaced',
  'clock.alarm',
];

/** What came of it: by the action alone, so that entries of every age have one. */
export function resultOf(action: AuditAction): AuditResult {
  if (action in refusalOfAction) return 'refused';
  if (failed.includes(action)) return 'failed';
  return noticed.includes(action) ? 'noticed' : 'done';
}

/** The code of a refusal; undefined when it was none. */
export function refusalOf(action: AuditAction): AuditRefusal | undefined {
  return action in refusalOfAction ? refusalOfAction[action as keyof typeof refusalOfAction] : undefined;
}
