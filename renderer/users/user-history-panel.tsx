import { Tabs } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserView } from '../../shared/model/user.ts';
import { Panel } from '../ui/panel.tsx';
import { UserAudit } from './user-audit.tsx';
import { UserEndedSessions } from './user-ended-sessions.tsx';
import classes from './user-screen.module.css';

/** What happened: the sessions that ended, and every entry of the audit that names this user. */
export function UserHistoryPanel({ user }: { readonly user: UserView }) {
  const { t } = useTranslation();
  const [tab, setTab] = useState<'ended' | 'audit'>('ended');
  return (
    <Panel title={t('user.history')} flush>
      <Tabs
        value={tab}
        onChange={(next) => setTab(next === 'audit' ? 'audit' : 'ended')}
        keepMounted={false}
        className={classes.tabs}
        classNames={{ panel: classes.panel }}
      >
        <Tabs.List>
          <Tabs.Tab value="ended">{t('user.historyEnded')}</Tabs.Tab>
          <Tabs.Tab value="audit">{t('user.historyAudit')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="ended">
          <UserEndedSessions userId={user.id} />
        </Tabs.Panel>
        <Tabs.Panel value="audit">
          <UserAudit user={user} />
        </Tabs.Panel>
      </Tabs>
    </Panel>
  );
}
