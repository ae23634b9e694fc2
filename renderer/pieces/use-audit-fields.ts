import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { hoursSchema } from '../../shared/model/hours.ts';
import { appSessionsSchema, policySchema } from '../../shared/model/limit.ts';
import { useMirror } from '../authority/use-mirror.ts';
import type { AuditField, AuditFields } from './audit-changes.ts';
import { readText, readTexts } from './audit-data.ts';
import { getFormatLanguage } from './format-moment.ts';
import { settingItems, type SettingInput } from './setting-items.ts';
import { useDurationWords } from './use-duration-words.ts';
import { useHoursWords } from './use-hours-words.ts';
import { useSettingWords } from './use-setting-words.ts';
import { useValueWords } from './use-value-words.ts';

/** An id from when groups stood in the audit by their ids. */
const idForm = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/** How what can be changed is called, and how its values are said. */
export function useAuditFields() {
  const { t, i18n } = useTranslation();
  const durations = useDurationWords();
  const hours = useHoursWords();
  const settingWords = useSettingWords();
  const valueWords = useValueWords();
  const groups = useMirror((mirror) => mirror.groups);
  return useMemo(() => {
    const number = (value: unknown): string =>
      typeof value === 'number'
        ? value.toLocaleString(getFormatLanguage(i18n.language), { useGrouping: false })
        : readText(value);
    const text = (value: unknown): string => (readText(value) === '' ? t('settings.empty') : readText(value));
    const noRule = (value: unknown): boolean => value === 'inherit' || value === undefined;
    const limit = (value: unknown): string =>
      noRule(value) ? t('audit.noRule') : value === 'unlimited' ? t('limit.noLimit') : number(value);
    const seconds = (value: unknown): string =>
      typeof value === 'number' ? durations(value) : t('audit.noRule');
    const policy = (value: unknown): string => {
      const known = policySchema.safeParse(value);
      return known.success ? t(`policy.${known.data}.short`) : t('audit.noRule');
    };
    const toGroup = (name: string): string =>
      groups.find(({ id }) => id === name)?.name ?? (idForm.test(name) ? t('audit.goneGroup') : name);
    const groupNames = (value: unknown): string =>
      readTexts(value).map(toGroup).join(', ') || t('user.noGroups');
    const ownHours = (value: unknown): string => {
      const known = hoursSchema.safeParse(value);
      if (known.success) return `${hours(known.data)}, ${t(`user.outside.${known.data.outside}`)}`;
      return value === 'always' ? t('user.always') : t('audit.noRule');
    };
    const onOff = (value: unknown): string => t(value === true ? 'settings.on' : 'settings.off');
    const lines = (value: unknown): string => readTexts(value).join(', ') || t('settings.empty');

    const limits = {
      limit: { name: t('users.limit'), say: limit, inWords: limitWords },
      appLimit: { name: settingWords('sessions.appLimit').label, say: limit, inWords: limitWords },
      policy: { name: settingWords('sessions.policy').label, say: policy, inWords: policyWords },
    } as const satisfies AuditFields;
    const reservedSeats: AuditField = { name: t('user.seats'), say: number };
    return {
      reservedSeats,
      user: {
        disabled: {
          name: '',
          phrase: (value) => t(value === true ? 'audit.changed.off' : 'audit.changed.on'),
        },
        admin: {
          name: '',
          phrase: (value) => t(value === true ? 'audit.changed.admin' : 'audit.changed.noAdmin'),
        },
        name: { name: t('editUser.name'), say: text },
        ...limits,
        groups: { name: t('users.groups'), say: groupNames },
        reservedSeats,
        displayName: { name: t('editUser.displayName'), say: text },
        email: { name: t('editUser.email'), say: text },
      },
      group: {
        name: { name: t('groups.name'), say: text },
        ...limits,
        'browser.idleSeconds': {
          name: settingWords('sessions.browser.idleSeconds').label,
          say: seconds,
          inWords: 'spans',
        },
        'browser.absoluteSeconds': {
          name: settingWords('sessions.browser.absoluteSeconds').label,
          say: seconds,
          inWords: 'spans',
        },
        'app.idleSeconds': {
          name: settingWords('sessions.app.idleSeconds').label,
          say: seconds,
          inWords: 'spans',
        },
        'app.absoluteSeconds': {
          name: settingWords('sessions.app.absoluteSeconds').label,
          say: seconds,
          inWords: 'spans',
        },
        hours: { name: t('user.hours'), say: ownHours },
      },
      plan: {
        seats: {
          name: t('seats.count'),
          inWords: ['unlimited'],
          say: (value) => (value === 'unlimited' ? t('seats.noPlan') : number(value)),
        },
        mode: {
          name: t('audit.given'),
          inWords: ['allocated', 'floating'],
          say: (value) => t(`seats.modes.${value === 'allocated' ? 'allocated' : 'floating'}.label`),
        },
        whenFull: {
          name: t('seats.whenFull'),
          inWords: ['refuse', 'end-least-recent'],
          say: (value) => t(`seats.full.${value === 'refuse' ? 'refuse' : 'end-least-recent'}.label`),
        },
      },
      app: {
        name: { name: t('appFields.name'), say: text },
        url: { name: t('apps.url'), say: text },
        upstream: { name: t('audit.upstream'), say: text },
        plainHttp: { name: t('appFields.plainHttp'), say: onOff, inWords: [true, false] },
        upstreamCertificate: {
          name: t('appFields.anyCertificate'),
          say: (value) => onOff(value === 'any'),
        },
        groups: {
          name: t('appFields.groups'),
          say: (value) => (readTexts(value).length === 0 ? t('appFields.everybody') : groupNames(value)),
        },
        backgroundPaths: { name: t('audit.background'), say: lines },
        foreignAuthorization: {
          name: t('appFields.authorization'),
          say: (value) => onOff(value !== 'refuse'),
        },
        tells: { name: t('appFields.tells') },
        oidc: { name: t('apps.tabs.openid') },
      },
      settings: Object.fromEntries(
        Object.values(settingItems)
          .flat()
          .map(({ key, input }): [string, AuditField] => [
            key,
            {
              name: settingWords(key).label,
              ...wordsOf(input),
              say: (value) => (value === undefined ? t('settings.empty') : valueWords(input, value)),
            },
          ]),
      ),
    } satisfies Record<string, AuditFields | AuditField>;
  }, [t, i18n.language, groups, durations, hours, settingWords, valueWords]);
}

const limitWords = ['unlimited', 'inherit'] as const;
const policyWords = [...policySchema.options, 'inherit'] as const;

function wordsOf({ kind }: SettingInput): Pick<AuditField, 'inWords'> {
  switch (kind) {
    case 'seconds':
      return { inWords: 'spans' };
    case 'switch':
      return { inWords: [true, false] };
    case 'limit':
      return { inWords: ['unlimited'] };
    case 'policy':
      return { inWords: policySchema.options };
    case 'appSessions':
      return { inWords: appSessionsSchema.options };
    default:
      return {};
  }
}

export type AuditFieldsOfAll = ReturnType<typeof useAuditFields>;
