import { Tabs } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMirror } from '../authority/use-mirror.ts';
import { Screen } from '../ui/screen.tsx';
import { ActiveSessions } from './active-sessions.tsx';
import { EndedSessions } from './ended-sessions.tsx';
import classes from './sessions-screen.module.css';

type TabName = 'active' | 'ended';

export function SessionsScreen() {
  const { t } = useTranslation();
  const [tab, setTab] = useState<TabName>('active');
  const liveCount = useMirror((mirror) => mirror.sessions.size);
  return (
    <Screen title={t('sessions.title')} description={t('sessions.description')} layout="fill">
      <Tabs
        value={tab}
        onChange={(next) => setTab(next === 'ended' ? 'ended' : 'active')}
        keepMounted={false}
        className={classes.tabs}
        classNames={{ panel: classes.panel }}
      >
        <Tabs.List>
          <Tabs.Tab value="active">{t('sessions.active', { count: liveCount })}</Tabs.Tab>
          <Tabs.Tab value="ended">{t('sessions.ended')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="active">
          <ActiveSessions />
        </Tabs.Panel>
        <Tabs.Panel value="ended">
          <EndedSessions />
        </Tabs.Panel>
      </Tabs>
    </Screen>
  );
}
