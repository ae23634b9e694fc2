import type { TFunction } from 'i18next';
import { foldText } from '../../shared/fold-text.ts';
import type { AuditMeaning } from '../../shared/model/audit-word.ts';
import type { AuditAction } from '../../shared/model/audit.ts';
import type { AuditField, AuditFields } from '../pieces/audit-changes.ts';
import type { AuditFieldsOfAll } from '../pieces/use-audit-fields.ts';

interface Said {
  readonly said: string;
  readonly of: AuditMeaning;
}

/** Values in one place, each as it is said there. */
export interface SaidValues {
  readonly values: readonly { readonly said: string; readonly is: string | number | boolean }[];
  readonly of: AuditMeaning & { readonly data: NonNullable<AuditMeaning['data']> };
}

/** Where a field stands before and after, and what it is when nothing was said of it. */
type Side = (field: string) => { readonly to: string[]; readonly from: string[] };

/** The names of what was changed or added, and the phrases that stand for a change. */
export function listFieldMeanings(t: TFunction, fields: AuditFieldsOfAll): readonly (Said | SaidValues)[] {
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
  const counts = (action: AuditAction, names: readonly CountName[]): Said[] =>
    names.map((name) => isThere(t(`audit.counts.${name}`), action, [name], 0));
  const arrow = t('audit.arrow');
  const changed: readonly (readonly [AuditFields, AuditAction, Side])[] = [
    [fields.user, 'user.changed', direct],
    [fields.group, 'group.changed', inRules],
    [fields.plan, 'plan.changed', direct],
    [fields.app, 'app.changed', inField],
    [fields.settings, 'settings.changed', direct],
  ];
  return [
    ...changed.flatMap(([ofAction, action, sideOf]) => ofChanges(ofAction, action, sideOf, arrow)),
    ...listValues(changed, fields),
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
    ...counts('users.imported', ['added', 'changed', 'unchanged', 'skipped']),
    ...counts('users.import_undone', ['removed', 'restored', 'kept']),
    isThere(t('audit.counts.rules'), 'rules.imported', ['changes'], '[]'),
  ];
}

type CountName = 'added' | 'changed' | 'unchanged' | 'skipped' | 'removed' | 'restored' | 'kept';

/** Every value with words of its own, before or after a change, and of what was added. */
function listValues(
  changed: readonly (readonly [AuditFields, AuditAction, Side])[],
  { user, group }: AuditFieldsOfAll,
): SaidValues[] {
  const spans = spansInSeconds.map((is) => ({
    is,
    said: foldText(group['browser.idleSeconds'].say(is)),
  }));
  const valuesOf = ({ say, inWords = [] }: AuditField): SaidValues['values'] =>
    inWords === 'spans' ? spans : inWords.map((is) => ({ is, said: foldText(say?.(is) ?? '') }));
  const all = changed.flatMap(([fields, action, sideOf]) =>
    Object.entries(fields).flatMap(([key, field]): SaidValues[] => {
      const { to, from } = sideOf(key);
      const values = valuesOf(field);
      return [
        { values, of: { actions: [action], data: { path: to, unlike: from } } },
        { values, of: { actions: [action], data: { path: from, unlike: to } } },
      ];
    }),
  );
  const added = (['limit', 'appLimit', 'policy'] as const).flatMap((key): SaidValues[] => [
    { values: valuesOf(user[key]), of: { actions: ['user.added'], data: { path: [key] } } },
    { values: valuesOf(group[key]), of: { actions: ['group.added'], data: { path: ['rules', key] } } },
  ]);
  return [...all, ...added].filter(({ values }) => values.length > 0);
}

const count = (max: number, seconds: number): number[] =>
  Array.from({ length: max }, (_, n) => (n + 1) * seconds);
/** The spans that anybody sets, in each unit in which they are said. */
const spansInSeconds = [
  ...new Set([...count(300, 1), ...count(300, 60), ...count(100, 3600), ...count(400, 86_400)]),
];

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
