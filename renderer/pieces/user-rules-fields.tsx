import { useTranslation } from 'react-i18next';
import type { OwnLimit, OwnPolicy } from '../../shared/model/limit.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { findInherited, type Inherited } from './find-inherited.ts';
import { GroupsInput } from './groups-input.tsx';
import { LimitInput } from './limit-input.tsx';
import { PolicyInput } from './policy-input.tsx';
import { ReservedSeatsInput } from './reserved-seats-input.tsx';
import { useLimitWords } from './use-limit-words.ts';

export interface UserRules {
  readonly groups: readonly string[];
  readonly limit: OwnLimit;
  readonly appLimit: OwnLimit;
  readonly policy: OwnPolicy;
  readonly reservedSeats: number;
}

export const noUserRules: UserRules = {
  groups: [],
  limit: 'inherit',
  appLimit: 'inherit',
  policy: 'inherit',
  reservedSeats: 0,
};

interface Properties {
  readonly value: UserRules;
  /** As they are in force. */
  readonly before: UserRules;
  readonly onChange: (part: Partial<UserRules>) => void;
  /** A user is added: the policy, and groups where there are none, are questions for later. */
  readonly isNew?: boolean;
}

/** Groups and own rules of one user. What an own rule leaves open shows what holds instead, and where it comes from. */
export function UserRulesFields({ value, before, onChange, isNew = false }: Properties) {
  const { t } = useTranslation();
  const words = useLimitWords();
  const install = useMirror((mirror) => mirror.settings.sessions);
  const groups = useMirror((mirror) => mirror.groups);
  const plan = useMirror((mirror) => mirror.plan);
  const limit = findInherited('limit', groups, value.groups, install.limit);
  const appLimit = findInherited('appLimit', groups, value.groups, install.appLimit);
  const policy = findInherited('policy', groups, value.groups, install.policy);
  const say = (found: Inherited<unknown>, what: string): string =>
    t('userRules.inherit', { value: what, rule: words.from(found) });
  return (
    <>
      {(!isNew || groups.length > 0) && (
        <GroupsInput value={value.groups} onChange={(next) => onChange({ groups: next })} />
      )}
      <ReservedSeatsInput
        value={value.reservedSeats}
        before={before.reservedSeats}
        onChange={(reservedSeats) => onChange({ reservedSeats })}
      />
      {plan.mode === 'floating' && (
        <LimitInput
          label={t('editUser.limit')}
          value={value.limit}
          inherited={limit.value}
          inheritLabel={say(limit, words.devices(limit.value))}
          onChange={(next) => onChange({ limit: next })}
        />
      )}
      {(install.appSessions === 'separate' || before.appLimit !== 'inherit') && (
        <LimitInput
          label={t('userRules.appLimit')}
          value={value.appLimit}
          inherited={appLimit.value}
          inheritLabel={say(appLimit, words.devices(appLimit.value))}
          onChange={(next) => onChange({ appLimit: next })}
        />
      )}
      {!isNew && (
        <PolicyInput
          label={t('editUser.policy')}
          value={value.policy}
          inherited={policy.value}
          inheritLabel={say(policy, t(`policy.${policy.value}.short`))}
          onChange={(next) => onChange({ policy: next })}
        />
      )}
    </>
  );
}
