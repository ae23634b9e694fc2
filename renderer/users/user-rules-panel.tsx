import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { EffectiveLimit } from '../../shared/model/limit.ts';
import type { UserView } from '../../shared/model/user.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { countPlaces, type Places } from '../pieces/count-places.ts';
import { useLimitWords } from '../pieces/use-limit-words.ts';
import { Facts } from '../ui/facts.tsx';
import { Panel } from '../ui/panel.tsx';
import { HoursRule, LifeRule, PolicyRule } from './user-rule-values.tsx';
import classes from './user-screen.module.css';

/** The rules that hold for one user, each with the one that set it: own, a group, everyone's, or the seat plan. */
export function UserRulesPanel({ user }: { readonly user: UserView }) {
  const { t } = useTranslation();
  const sessions = useMirror((mirror) => mirror.sessions);
  const groups = useMirror((mirror) => mirror.groups);
  const plan = useMirror((mirror) => mirror.plan);
  const places = useMemo(() => countPlaces(sessions.values()).get(user.id), [sessions, user.id]);
  const own = groups.filter(({ id }) => user.groups.includes(id));
  return (
    <Panel title={t('user.rules')} description={t('user.rulesDescription')}>
      <Facts
        facts={[
          {
            name: t('user.groups'),
            value: own.length === 0 ? t('user.noGroups') : own.map(({ name }) => name).join(', '),
          },
          { name: t('user.limit'), value: <LimitRule used={places.devices} limit={user.effectiveLimit} /> },
          { name: t('user.appSessions'), value: <AppRule user={user} places={places} /> },
          { name: t('user.policy'), value: <PolicyRule policy={user.effectivePolicy} /> },
          { name: t('user.browserLife'), value: <LifeRule life={user.expiry.browser} /> },
          { name: t('user.appLife'), value: <LifeRule life={user.expiry.app} /> },
          { name: t('user.hours'), value: <HoursRule hours={user.hours} /> },
          ...(plan.seats === 'unlimited' && user.reservedSeats === 0
            ? []
            : [{ name: t('user.seats'), value: t('user.seatsCount', { count: user.reservedSeats }) }]),
        ]}
      />
    </Panel>
  );
}

function LimitRule({ used, limit }: { readonly used: number; readonly limit: EffectiveLimit }): ReactNode {
  const { t } = useTranslation();
  const words = useLimitWords();
  const isOver = limit.value !== 'unlimited' && used > limit.value;
  return (
    <>
      <span className={isOver ? classes.over : undefined}>{words.used(used, limit.value)}</span>
      <span className={classes.second}>
        {words.from(limit)}
        {isOver && ` · ${t('user.over')}`}
      </span>
    </>
  );
}

function AppRule({ user, places }: { readonly user: UserView; readonly places: Places }) {
  const { t } = useTranslation();
  const appSessions = useMirror((mirror) => mirror.settings.sessions.appSessions);
  if (appSessions === 'separate' && user.effectiveAppLimit !== undefined) {
    return <LimitRule used={places.apps} limit={user.effectiveAppLimit} />;
  }
  return t(appSessions === 'uncounted' ? 'user.appsUncounted' : 'user.appsCounted');
}
