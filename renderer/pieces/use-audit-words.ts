import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { refusalOf, resultOf, type AuditResult } from '../../shared/model/audit-result.ts';
import { auditThroughSchema, type AuditEntry } from '../../shared/model/audit.ts';
import { pleaReasonSchema, type PleaReason } from '../../shared/model/plea.ts';
import { endReasonSchema, signInMethodSchema } from '../../shared/model/session.ts';
import type { AuditChange } from './audit-changes.ts';
import { readRecord, readText } from './audit-data.ts';
import { formatMinute, getFormatLanguage } from './format-moment.ts';
import { listAuditChanges } from './list-audit-changes.ts';
import { useAuditFields } from './use-audit-fields.ts';
import { useDeviceWords, type DeviceWords } from './use-device-words.ts';

/** Each has its word at the refusal itself. */
export const stoppedBy = {
  seats_full: 'seats',
  session_limit: 'limit',
  outside_hours: 'hours',
  device_blocked: 'blocked',
} as const satisfies Record<PleaReason, string>;

export interface AuditWords {
  readonly what: string;
  /** What the action alone does not say, such as why; empty where there is nothing more. */
  readonly detail: string;
  /** What is different now. */
  readonly changes: readonly AuditChange[];
  /** Whom or what it was done to: each part runs as its own letters do. */
  readonly about: readonly string[];
  readonly by: string;
  readonly result: AuditResult;
  /** The result, and why somebody was not let in. */
  readonly resultWords: string;
}

/** Entries of the audit in words. `data` comes from any version of Rollcall: what is not there is not said. */
export function useAuditWords(): (entry: AuditEntry) => AuditWords {
  const { t, i18n } = useTranslation();
  const toDevice = useDeviceWords();
  const fields = useAuditFields();
  return useMemo(() => {
    const time = (iso: unknown): string =>
      formatMinute(Date.parse(readText(iso)), getFormatLanguage(i18n.language));
    const number = (value: number): string => value.toLocaleString(getFormatLanguage(i18n.language));
    const toDetail = ({ action, data }: AuditEntry): string => {
      switch (action) {
        case 'session.ended': {
          const reason = endReasonSchema.safeParse(data['reason']);
          return reason.success ? t(`reasons.${reason.data}`) : '';
        }
        case 'session.started': {
          const method = signInMethodSchema.safeParse(data['method']);
          return method.success ? t(`methods.${method.data}`) : '';
        }
        case 'sign_in.asked':
          return t('audit.atLimit', { live: readText(data['live']), limit: readText(data['limit']) });
        case 'sign_in.limit':
          // Entries of earlier versions have the question here as well.
          return t(data['answer'] === 'ask' ? 'audit.asked' : 'audit.refused', {
            live: readText(data['live']),
            limit: readText(data['limit']),
          });
        case 'plea.made':
        case 'plea.dismissed': {
          const why = pleaReasonSchema.safeParse(data['why']);
          return why.success ? t(`audit.actions.sign_in.${stoppedBy[why.data]}`) : '';
        }
        case 'sign_ins.paused':
        case 'sign_in.kick_war':
          return data['until'] === undefined ? '' : t('audit.until', { time: time(data['until']) });
        case 'certificate.authority_made':
          return t('audit.confirmedBy', { name: readText(data['admin']) });
        case 'backup.failed':
          return readText(data['problem']);
        case 'logout.failing':
          return readText(data['trouble']);
        default: {
          const through = auditThroughSchema.safeParse(data['through']);
          return through.success ? t(`audit.through.${through.data}`) : '';
        }
      }
    };
    const toAbout = (entry: AuditEntry): readonly string[] => {
      const { action, subject, data } = entry;
      switch (action) {
        case 'settings.changed':
        case 'certificate.renewed':
        case 'certificate.authority_made':
        case 'certificate.removed':
          return [];
        case 'users.imported':
          return [t('audit.importOf', { count: sum(data['added'], data['changed']) })];
        case 'users.import_undone':
          return [t('audit.importOf', { count: sum(data['removed'], data['restored'], data['kept']) })];
        case 'clock.alarm':
        case 'clock.accepted':
          return isClockAlarm(subject) ? [t(`alarms.${subject}`)] : [subject];
        case 'oidc.key_rotated':
          return [readText(data['algorithm']) || subject];
        default:
          return listNames(entry, toDevice);
      }
    };
    return (entry) => {
      const result = resultOf(entry.action);
      const code = refusalOf(entry.action);
      const said = t(`audit.results.${result}`);
      return {
        what: t(`audit.actions.${entry.action}`),
        detail: toDetail(entry),
        changes: listAuditChanges(entry, { t, time, number, fields, toDevice }),
        about: toAbout(entry).filter((part) => part !== ''),
        by: toActor(entry.actor, (name) => t(`audit.by.${name}`)),
        result,
        resultWords:
          code === undefined ? said : t('audit.resultAndWhy', { result: said, why: t(`audit.why.${code}`) }),
      };
    };
  }, [t, i18n.language, fields, toDevice]);
}

export const clockAlarms = ['clock_behind', 'clock_ahead', 'clock_jumped'] as const;

function isClockAlarm(code: string): code is (typeof clockAlarms)[number] {
  return clockAlarms.some((one) => one === code);
}

function sum(...values: readonly unknown[]): number {
  return values.reduce<number>((all, value) => all + (typeof value === 'number' ? value : 0), 0);
}

/** By names where there are some; an id stands only where it is all there is. */
export function listNames(
  { action, subject, data }: AuditEntry,
  toDevice: DeviceWords = (label) => label,
): readonly string[] {
  const { user, app, name, device } = data;
  const ownName = action.startsWith('app.') ? readText(name) || readText(readRecord(name)['to']) : '';
  const person = action.startsWith('sign_in.') ? subject : readText(user);
  const named = [person, readText(app), ownName, toDevice(readText(device))].filter((part) => part !== '');
  return named.length === 0 ? [subject] : named;
}

export const ownActors = ['console', 'cli', 'rollcall', 'file'] as const;

export function toActor(actor: string, say: (name: (typeof ownActors)[number]) => string): string {
  const own = ownActors.find((name) => name === actor);
  return own === undefined ? actor.replace(/^user:/, '') : say(own);
}
