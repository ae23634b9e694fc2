import type { TFunction } from 'i18next';
import type { AuditMeaning } from '../../shared/model/audit-word.ts';
import type { AuditAction } from '../../shared/model/audit.ts';
import type { Policy } from '../../shared/model/limit.ts';
import type { AuditField, AuditFields } from '../pieces/audit-changes.ts';
import type { AuditFieldsOfAll } from '../pieces/use-audit-fields.ts';

interface Said {
  readonly said: string;
  readonly of: AuditMeaning;
}

/** Where a field stands before and after, and what it is when nothing was said of it. */
type Side = (field: string) => { readonly to: string[]; readonly from: string[] };

/** The names of what was changed or added, and the phrases that stand for a change. */
export function listFieldMeanings(
  t: TFunction,
  fields: AuditFieldsOfAll,
  policies: readonly Policy[],
): readonly Said[] {
  const direct: Side = (field) => ({ to: ['to', field], from: ['from', field] });
  const inRules: Side = (field) => {
    if (field === 'name') return direct(field);
    const path = field.split('.');
    return { to: ['to', 'rules', ...path], from: ['from', 'rules', ...path] };
  };
  const inField: Side = (field) => ({ to: [field, 'to'], from: [field, 'from'] });
  const isThere = (name: string, action: AuditAction, path: string[], isNot: string | number): Said => ({
    said: `${name}:`,
    of: { actions: [action], data: { path, isNot } },
  });
  const count = (action: AuditAction, names: readonly CountName[]): Said[] =>
    names.map((name) => isThere(t(`audit.counts.${name}`), action, [name], 0));
  const arrow = t('audit.arrow');
  return [
    ...ofChanges(fields.user, 'user.changed', direct, arrow),
    ...ofChanges(fields.group, 'group.changed', inRules, arrow),
    ...ofChanges(fields.plan, 'plan.changed', direct, arrow),
    ...ofChanges(fields.app, 'app.changed', inField, arrow),
    ...ofChanges(fields.settings, 'settings.changed', direct, arrow),
    ...policies.flatMap((policy) =>
      (['to', 'from'] as const).map((side): Said => ({
        said: t(`policy.${policy}.short`),
        of: { actions: ['user.changed'], data: { path: [side, 'policy'], is: policy } },
      })),
    ),
    isThere(fields.user.limit.name, 'user.added', ['limit'], 'inherit'),
    isThere(fields.user.appLimit.name, 'user.added', ['appLimit'], 'inherit'),
    isThere(fields.user.policy.name, 'user.added', ['policy'], 'inherit'),
    isThere(fields.user.groups.name, 'user.added', ['groups'], '[]'),
    isThere(fields.user.reservedSeats.name, 'user.added', ['reservedSeats'], 0),
    isThere(fields.user.displayName.name, 'user.added', ['displayName'], ''),
    isThere(fields.user.email.name, 'user.added', ['email'], ''),
    isThere(fields.reservedSeats.name, 'plan.changed', ['reservations'], ''),
    ...(['limit', 'appLimit', 'policy'] as const).map((field) =>
      isThere(fields.group[field].name, 'group.added', ['rules', field], 'inherit'),
    ),
    ...(['disabled', 'admin'] as const).map((field): Said => ({
      said: fields.user[field].phrase(true),
      of: { actions: ['user.added'], data: { path: [field], is: true } },
    })),
    { said: `${fields.app.url.name}:`, of: { actions: ['app.added'] } },
    { said: `${t('audit.order')}:`, of: { actions: ['groups.ordered'] } },
    { said: `${t('audit.device')}:`, of: { actions: ['session.renamed'] } },
    isThere(t('overview.version'), 'authority.started', ['version'], ''),
    ...(['certificate.imported', 'certificate.renewed', 'certificate.authority_made'] as const).map(
      (action) => isThere(t('audit.validUntil'), action, ['validUntil'], ''),
    ),
    ...count('users.imported', ['added', 'changed', 'unchanged', 'skipped']),
    ...count('users.import_undone', ['removed', 'restored', 'kept']),
    isThere(t('audit.counts.rules'), 'rules.imported', ['changes'], '[]'),
  ];
}

type CountName = 'added' | 'changed' | 'unchanged' | 'skipped' | 'removed' | 'restored' | 'kept';

function ofChanges(fields: AuditFields, action: AuditAction, sideOf: Side, arrow: string): Said[] {
  return Object.entries(fields).flatMap(([key, field]) => {
    const { to, from } = sideOf(key);
    const changed = { path: to, unlike: from };
    return phrasesOf(field, arrow).map(({ said, is }): Said => ({
      said,
      of: { actions: [action], data: is === undefined ? changed : { ...changed, is } },
    }));
  });
}

function phrasesOf(
  { name, phrase }: AuditField,
  arrow: string,
): { readonly said: string; readonly is?: boolean }[] {
  if (phrase === undefined) return [{ said: `${name}: ${arrow}` }];
  return [true, false].map((is) => ({ said: phrase(is), is }));
}
