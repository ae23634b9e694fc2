import { z } from 'zod';
import { timeSchema } from './session.ts';

/** What an audit entry is about, past tense. */
export const auditActions = [
  'install.created',
  'authority.started',
  'authority.stopped',
  'sign_in.failed',
  'sign_in.throttled',
  'sign_in.asked',
  'sign_in.limit',
  'sign_in.seats',
  'sign_in.hours',
  'sign_in.blocked',
  'sign_in.paused',
  'sign_in.kick_war',
  'session.started',
  'session.ended',
  'user.added',
  'user.changed',
  'user.deleted',
  'user.code_made',
  'password.changed',
  'second_factor.added',
  'second_factor.removed',
  'second_factor.codes_renewed',
  'group.added',
  'group.changed',
  'group.deleted',
  'groups.ordered',
  'plan.changed',
  'rules.imported',
  'pairing.approved',
  'report.not_me',
  'plea.made',
  'plea.dismissed',
  'session.renamed',
  'device.blocked',
  'device.unblocked',
  'sign_ins.paused',
  'sign_ins.resumed',
  'users.imported',
  'users.import_undone',
  'certificate.imported',
  'certificate.removed',
  'certificate.renewed',
  'certificate.authority_made',
  'backup.failed',
  'console.signed_in',
  'console.ended',
  'app.added',
  'app.changed',
  'app.removed',
  'app.entered',
  'app.secret_rotated',
  'app.checked',
  'app.mismatch',
  'logout.confirmed',
  'logout.failing',
  'oidc.issuer_set',
  'oidc.key_rotated',
  'oidc.token_reuse',
  'settings.changed',
  'settings.replaced',
  'clock.alarm',
  'clock.accepted',
  'backup.created',
  'backup.restored',
] as const;
export const auditActionSchema = z.enum(auditActions);
export type AuditAction = z.infer<typeof auditActionSchema>;

/** What changed a user together with others: a file of users, its undo, a file of rules. */
export const auditThroughSchema = z.enum(['import', 'undo', 'rules']);
export type AuditThrough = z.infer<typeof auditThroughSchema>;

export const auditEntrySchema = z.object({
  /** Order of the audit: by this number, not by time. */
  seq: z.int(),
  at: timeSchema,
  action: auditActionSchema,
  /** Who did it: `user:NAME`, `console`, `cli`, or `rollcall` itself. */
  actor: z.string(),
  /** What it was done to: a user name, a session id, an app id, a setting key. */
  subject: z.string(),
  /** Address the request came from; to show only. */
  address: z.string(),
  data: z.record(z.string(), z.unknown()),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;
