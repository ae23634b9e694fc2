import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { UnsavedDot } from '../pieces/unsaved-dot.tsx';
import { useDraft, useIsUnsaved } from '../pieces/use-draft.ts';
import { Screen } from '../ui/screen.tsx';
import { useKeptState } from '../ui/use-kept-state.ts';
import { AppSessionsPanel } from './app-sessions-panel.tsx';
import { DefaultLimitPanel, type DefaultLimitDraft } from './default-limit-panel.tsx';
import { ExpiryPanel } from './expiry-panel.tsx';
import { GroupsTab } from './groups-tab.tsx';
import classes from './limits-screen.module.css';
import { RulesFileTab } from './rules-file-tab.tsx';
import { SeatsPanel, type PlanDraft } from './seats-panel.tsx';
import { WhatIfTab, type TriedRules } from './what-if-tab.tsx';

const noDraft = {};
const tabNames = ['seats', 'everyone', 'groups', 'whatIf', 'file'] as const;
type TabName = (typeof tabNames)[number];

/** Drafts outlive a change of tab and of the screen; those that can be tried first are held here, where both sides reach them. */
export function LimitsScreen() {
  const { t } = useTranslation();
  const [tab, setTab] = useKeptState<TabName>('limits tab', 'seats');
  const [plan, setPlan, dropPlan] = useDraft<PlanDraft>('limits/seats', noDraft);
  const [defaults, setDefaults, dropDefaults] = useDraft<DefaultLimitDraft>('limits/everyone', noDraft);
  const seats = useIsUnsaved('limits/seats');
  const everyone = useIsUnsaved('limits/everyone');
  const groups = useIsUnsaved('limits/groups');
  const unsaved: Partial<Record<TabName, boolean>> = { seats, everyone, groups };
  const takeOver = ({ limit, policy, seats: tried }: TriedRules): void => {
    const changesDefaults = limit !== undefined || policy !== undefined;
    if (tried !== undefined) setPlan((before) => ({ ...before, seats: tried }));
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
            <Tabs.Tab key={name} value={name} data-place={`limits ${name}`}>
              {t(`limits.tabs.${name}`)}
              {unsaved[name] === true && <UnsavedDot />}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="seats">
          <SeatsPanel draft={plan} onDraft={setPlan} onDrop={dropPlan} />
        </Tabs.Panel>
        <Tabs.Panel value="everyone">
          <DefaultLimitPanel draft={defaults} onDraft={setDefaults} onDrop={dropDefaults} />
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
