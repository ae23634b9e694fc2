import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { UserView } from '../../shared/model/user.ts';
import { FullMoment } from '../pieces/full-moment.tsx';
import { Facts } from '../ui/facts.tsx';
import { Mark } from '../ui/mark.tsx';
import { Panel } from '../ui/panel.tsx';
import classes from './user-screen.module.css';

interface Properties {
  readonly user: UserView;
  readonly onRemoveSecondFactor: () => void;
}

export function UserProfilePanel({ user, onRemoveSecondFactor }: Properties) {
  const { t } = useTranslation();
  const orNone = (text: string): string => (text === '' ? t('user.notSet') : text);
  return (
    <Panel title={t('user.profile')}>
      <Facts
        facts={[
          { name: t('editUser.displayName'), value: orNone(user.displayName) },
          { name: t('editUser.email'), value: orNone(user.email) },
          { name: t('user.created'), value: <FullMoment iso={user.createdAt} /> },
          {
            name: t('users.lastSignIn'),
            value:
              user.lastSignInAt === undefined ? t('users.never') : <FullMoment iso={user.lastSignInAt} />,
          },
          {
            name: t('user.secondFactor'),
            value: user.secondFactor ? (
              <span className={classes.line}>
                <Mark tone="ok">{t('user.secondFactorOn')}</Mark>
                <Button size="compact-sm" variant="default" onClick={onRemoveSecondFactor}>
                  {t('user.secondFactorRemove')}
                </Button>
              </span>
            ) : (
              <Mark tone="quiet">{t('user.secondFactorOff')}</Mark>
            ),
          },
          {
            name: t('user.id'),
            value: (
              <bdi dir="ltr" className={classes.second}>
                {user.id}
              </bdi>
            ),
          },
        ]}
      />
    </Panel>
  );
}
