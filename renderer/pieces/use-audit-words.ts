import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '../../shared/model/audit.ts';
import { pleaReasonSchema, type PleaReason } from '../../shared/model/plea.ts';
import { endReasonSchema } from '../../shared/model/session.ts';

/** Each has its word at the refusal itself. */
const stoppedBy = {
  seats_full: 'seats',
  session_limit: 'limit',
  outside_hours: 'hours',
  device_blocked: 'blocked',
} as const satisfies Record<PleaReason, string>;

export interface AuditWords {
  readonly what: string;
  /** What the action alone does not say: why, which fields, at which limit. */
  readonly detail: string;
  /** Whom or what it was done to. */
  readonly about: string;
  readonly by: string;
}

/** Entries of the audit in words. `data` comes from any version of Rollcall: what is not there is not said. */
export function useAuditWords(): (entry: AuditEntry) => AuditWords {
  const { t } = useTranslation();
  return useMemo(() => {
    const toDetail = ({ action, data }: AuditEntry): string => {
      switch (action) {
        case 'session.ended': {
          const reason = endReasonSchema.safeParse(data['reason']);
          return reason.success ? t(`reasons.${reason.data}`) : '';
        }
        case 'sign_in.limit':
          return t(data['answer'] === 'ask' ? 'audit.asked' : 'audit.refused', {
            live: readText(data['live']),
            limit: readText(data['limit']),
          });
        case 'plea.made':
        case 'plea.dismissed': {
          const why = pleaReasonSchema.safeParse(data['why']);
          return why.success ? t(`audit.actions.sign_in.${stoppedBy[why.data]}`) : '';
        }
        case 'user.changed':
          return listKeys(data['to']).join(', ');
        case 'settings.changed':
          return listKeys(data['to']).join(', ');
        default:
          return '';
      }
    };
    return (entry) => ({
      what: t(`audit.actions.${entry.action}`),
      detail: toDetail(entry),
      about: toAbout(entry),
      by: toActor(entry.actor, (name) => t(`audit.by.${name}`)),
    });
  }, [t]);
}

function toAbout({ action, subject, data }: AuditEntry): string {
  if (action === 'settings.changed') return '';
  const named = [readText(data['user']), readText(data['app']), readText(data['device'])].filter(
    (part) => part !== '',
  );
  return named.length === 0 ? subject : named.join(' · ');
}

const ownActors = ['console', 'cli', 'rollcall'] as const;

export function toActor(actor: string, say: (name: (typeof ownActors)[number]) => string): string {
  const own = ownActors.find((name) => name === actor);
  return own === undefined ? actor.replace(/^user:/, '') : say(own);
}

function readText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function listKeys(value: unknown): string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}
