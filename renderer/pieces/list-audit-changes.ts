import type { TFunction } from 'i18next';
import type { AuditEntry } from '../../shared/model/audit.ts';
import { noGroupRules } from '../../shared/model/group.ts';
import { flatten, listChanges, listFirst, type AuditChange } from './audit-changes.ts';
import { isRecord, readRecord, readText } from './audit-data.ts';
import type { DeviceWords } from './use-device-words.ts';
import type { AuditFieldsOfAll } from './use-audit-fields.ts';

const usualUser = {
  limit: 'inherit',
  appLimit: 'inherit',
  policy: 'inherit',
  groups: [],
  reservedSeats: 0,
  admin: false,
  disabled: false,
  displayName: '',
  email: '',
};

interface Say {
  readonly t: TFunction;
  /** A point in time, short. */
  readonly time: (iso: unknown) => string;
  readonly number: (value: number) => string;
  readonly fields: AuditFieldsOfAll;
  readonly toDevice: DeviceWords;
}

/** What an entry says is different now, or how many were touched. */
export function listAuditChanges(
  { action, data }: AuditEntry,
  { t, time, number, fields, toDevice }: Say,
): AuditChange[] {
  const count = (name: string, value: unknown): AuditChange[] =>
    typeof value === 'number' && value > 0 ? [{ name, to: number(value) }] : [];
  const { from, to } = data;
  switch (action) {
    case 'user.added':
      return listFirst(fields.user, usualUser, { ...data, name: undefined });
    case 'user.changed':
      return listChanges(fields.user, from, to);
    case 'group.added':
      return listFirst(fields.group, flatten(noGroupRules), flatten(data['rules']));
    case 'group.changed': {
      const rulesOf = (side: unknown): unknown => ({
        ...flatten(readRecord(side)['rules']),
        name: readRecord(side)['name'],
      });
      return listChanges(fields.group, rulesOf(from), rulesOf(to));
    }
    case 'groups.ordered':
      return [{ name: t('audit.order'), to: Array.isArray(to) ? to.map(readText).join(', ') : '' }];
    case 'plan.changed':
      return [...listChanges(fields.plan, from, to), ...toReservations(fields, data['reservations'])];
    case 'settings.changed':
      return listChanges(fields.settings, from, to);
    case 'app.changed': {
      const sides = Object.entries(data).filter(([, side]) => isRecord(side));
      const take = (side: 'from' | 'to'): Record<string, unknown> =>
        Object.fromEntries(sides.map(([field, value]) => [field, readRecord(value)[side]]));
      return listChanges(fields.app, take('from'), take('to'));
    }
    case 'app.added':
      return listFirst({ url: fields.app.url }, { url: '' }, data);
    case 'session.renamed':
      return [
        {
          name: t('audit.device'),
          from: toDevice(readText(data['from'])),
          to: toDevice(readText(data['device'])),
        },
      ];
    case 'users.imported':
      return [
        ...count(t('audit.counts.added'), data['added']),
        ...count(t('audit.counts.changed'), data['changed']),
        ...count(t('audit.counts.unchanged'), data['unchanged']),
        ...count(t('audit.counts.skipped'), data['skipped']),
      ];
    case 'users.import_undone':
      return [
        ...count(t('audit.counts.removed'), data['removed']),
        ...count(t('audit.counts.restored'), data['restored']),
        ...count(t('audit.counts.kept'), data['kept']),
      ];
    case 'rules.imported':
      return count(t('audit.counts.rules'), Array.isArray(data['changes']) ? data['changes'].length : 0);
    case 'authority.started':
      return data['version'] === undefined
        ? []
        : [{ name: t('overview.version'), to: readText(data['version']) }];
    case 'certificate.imported':
    case 'certificate.renewed':
    case 'certificate.authority_made':
      return data['validUntil'] === undefined
        ? []
        : [{ name: t('audit.validUntil'), to: time(data['validUntil']) }];
    default:
      return [];
  }
}

function toReservations(fields: AuditFieldsOfAll, value: unknown): AuditChange[] {
  return (Array.isArray(value) ? value : []).map((one: unknown) => {
    const { user, from, to } = readRecord(one);
    return {
      name: `${fields.reservedSeats.name}, ${readText(user)}`,
      from: readText(from),
      to: readText(to),
    };
  });
}
