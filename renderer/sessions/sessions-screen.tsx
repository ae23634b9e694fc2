import { Tabs } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMirror } from '../authority/use-mirror.ts';
import { Screen } from '../ui/screen.tsx';
import { useKeptState } from '../ui/use-kept-state.ts';
import { ActiveSessions } from './active-sessions.tsx';
import { BlockedDevices } from './blocked-devices.tsx';
import { EndedSessions } from './ended-sessions.tsx';
import classes from './sessions-screen.module.css';

const tabs = ['active', 'ended', 'blocked'] as const;
type TabName = (typeof tabs)[number];

/** @param properties.openId a session that is part of the address: its drawer is opened */
export function SessionsScreen({ openId }: { readonly openId: string | undefined }) {
  const { t } = useTranslation();
  const [kept, keepTab] = useKeptState<TabName>('sessions tab', 'active');
  const [tab, setTab] = useState<TabName>(openId === undefined ? kept : 'active');
  const [lastOpenId, setLastOpenId] = useState(openId);
  if (openId !== lastOpenId) {
    setLastOpenId(openId);
    if (openId !== undefined) setTab('active');
  }
  const liveCount = useMirror((mirror) => mirror.sessions.size);
  return (
    <Screen title={t('sessions.title')} description={t('sessions.description')} layout="fill">
      <Tabs
        value={tab}
        onChange={(next) => {
          const chosen = tabs.find((one) => one === next) ?? 'active';
          setTab(chosen);
          keepTab(chosen);
        }}
        keepMounted={false}
        className={classes.tabs}
        classNames={{ panel: classes.panel }}
      >
        <Tabs.List>
          <Tabs.Tab value="active">{t('sessions.active', { count: liveCount })}</Tabs.Tab>
          <Tabs.Tab value="ended" data-place="sessions ended">
            {t('sessions.ended')}
          </Tabs.Tab>
          <Tabs.Tab value="blocked" data-place="sessions blocked">
            {t('blocked.title')}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="active">
          <ActiveSessions openId={openId} />
        </Tabs.Panel>
        <Tabs.Panel value="ended">
          <EndedSessions />
        </Tabs.Panel>
        <Tabs.Panel value="blocked">
          <BlockedDevices />
        </Tabs.Panel>
      </Tabs>
    </Screen>
  );
}
