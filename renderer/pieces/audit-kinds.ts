import type { AuditAction } from '../../shared/model/audit.ts';

export const auditKinds = ['failures', 'stopped', 'sessions', 'changes', 'rollcall'] as const;
/** `stopped`: the credentials were right, a rule said no. That is no failure. */
export type AuditKind = (typeof auditKinds)[number];

export const kindOfAction = {
  'install.created': 'rollcall',
  'authority.started': 'rollcall',
  'authority.stopped': 'rollcall',
  'sign_in.failed': 'failures',
  'sign_in.throttled': 'failures',
  'sign_in.limit': 'stopped',
  'sign_in.seats': 'stopped',
  'sign_in.hours': 'stopped',
  'sign_in.kick_war': 'stopped',
  'session.started': 'sessions',
  'session.ended': 'sessions',
  'user.added': 'changes',
  'user.changed': 'changes',
  'user.deleted': 'changes',
  'user.code_made': 'changes',
  'password.changed': 'changes',
  'second_factor.added': 'changes',
  'second_factor.removed': 'changes',
  'group.added': 'changes',
  'group.changed': 'changes',
  'group.deleted': 'changes',
  'groups.ordered': 'changes',
  'plan.changed': 'changes',
  'rules.imported': 'changes',
  'pairing.approved': 'sessions',
  'report.not_me': 'sessions',
  'app.added': 'changes',
  'app.changed': 'changes',
  'app.removed': 'changes',
  'app.entered': 'sessions',
  'settings.changed': 'changes',
  'settings.replaced': 'rollcall',
  'clock.alarm': 'rollcall',
  'clock.accepted': 'rollcall',
  'backup.created': 'rollcall',
  'backup.restored': 'rollcall',
} as const satisfies Record<AuditAction, AuditKind>;
