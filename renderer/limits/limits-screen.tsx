import { Tabs } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Screen } from '../ui/screen.tsx';
import { AppSessionsPanel } from './app-sessions-panel.tsx';
import { DefaultLimitPanel, type DefaultLimitDraft } from './default-limit-panel.tsx';
import { ExpiryPanel } from './expiry-panel.tsx';
import { GroupsTab } from './groups-tab.tsx';
import classes from './limits-screen.module.css';
import { RulesFileTab } from './rules-file-tab.tsx';
import { SeatsPanel, type PlanDraft } from './seats-panel.tsx';
import { WhatIfTab, type TriedRules } from './what-if-tab.tsx';

const tabNames = ['seats', 'everyone', 'groups', 'whatIf', 'file'] as const;
type TabName = (typeof tabNames)[number];

/** Drafts outlive a change of tab; those that can be tried first are held here, where both sides reach them. */
export function LimitsScreen() {
  const { t } = useTranslation();
  const [tab, setTab] = useState<TabName>('seats');
  const [plan, setPlan] = useState<PlanDraft>({});
  const [defaults, setDefaults] = useState<DefaultLimitDraft>({});
  const takeOver = ({ limit, policy, seats }: TriedRules): void => {
    const changesDefaults = limit !== undefined || policy !== undefined;
    if (seats !== undefined) setPlan((before) => ({ ...before, seats }));
    if (changesDefaults) {
      setDefaults({
        ...(limit === undefined ? {} : { limit }),
        ...(policy === undefined ? {} : { policy }),
      });
    }
    setTab(changesDefaults ? 'everyone' : 'seats');
  };
  return (
    <Screen title={t('limits.title')} description={t('limits.description')}>
      <Tabs
        value={tab}
        onChange={(next) => setTab(tabNames.find((name) => name === next) ?? 'seats')}
        classNames={{ panel: classes.panel, list: classes.tabs }}
      >
        <Tabs.List>
          {tabNames.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`limits.tabs.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="seats">
          <SeatsPanel draft={plan} onDraft={setPlan} />
        </Tabs.Panel>
        <Tabs.Panel value="everyone">
          <DefaultLimitPanel draft={defaults} onDraft={setDefaults} />
          <AppSessionsPanel />
          <ExpiryPanel />
        </Tabs.Panel>
        <Tabs.Panel value="groups">
          <GroupsTab />
        </Tabs.Panel>
        <Tabs.Panel value="whatIf">
          <WhatIfTab onTakeOver={takeOver} />
        </Tabs.Panel>
        <Tabs.Panel value="file">
          <RulesFileTab />
        </Tabs.Panel>
      </Tabs>
    </Screen>
  );
}
