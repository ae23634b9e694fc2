import { Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LimitValue, Policy, Surplus } from '../../shared/model/limit.ts';
import type { AffectedSession } from '../../shared/model/session.ts';
import { useCommand } from '../authority/use-command.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { LimitInput } from '../pieces/limit-input.tsx';
import { PolicyInput } from '../pieces/policy-input.tsx';
import { SurplusDialog } from '../pieces/surplus-dialog.tsx';
import { Panel } from '../ui/panel.tsx';
import { Example } from './example.tsx';
import classes from './limits-screen.module.css';
import { SaveBar } from './save-bar.tsx';

interface Draft {
  readonly limit: LimitValue;
  readonly policy: Policy;
}

/** What holds for every user without an own limit. */
export function DefaultLimitPanel() {
  const { t } = useTranslation();
  const install = useMirror((mirror) => mirror.settings.sessions);
  const users = useMirror((mirror) => mirror.users);
  const ownLimits = [...users.values()].filter(({ limit }) => limit !== 'inherit').length;
  const [draft, setDraft] = useState<Partial<Draft>>({});
  const [affected, setAffected] = useState<readonly AffectedSession[]>();
  const { limit, policy }: Draft = { limit: install.limit, policy: install.policy, ...draft };
  const changed = limit !== install.limit || policy !== install.policy;

  const preview = useCommand((client) => client.settings.previewSet({ values: { 'sessions.limit': limit } }));
  const set = useCommand((client, surplus: Surplus) =>
    client.settings.set({ values: { 'sessions.limit': limit, 'sessions.policy': policy }, surplus }),
  );
  const apply = (surplus: Surplus): void => {
    void set.run(surplus).then((result) => {
      setAffected(undefined);
      if (result.ok) setDraft({});
    });
  };
  const save = async (): Promise<void> => {
    const result = await preview.run();
    if (!result.ok) return;
    if (result.answer.affected.length === 0) apply('as_they_expire');
    else setAffected(result.answer.affected);
  };

  return (
    <Panel
      title={t('limits.defaultTitle')}
      description={t('limits.defaultDescription', { count: ownLimits })}
    >
      <div className={classes.columns}>
        <Stack gap="lg">
          <LimitInput
            label={t('limits.limit')}
            value={limit}
            onChange={(next) => {
              if (next !== 'inherit') setDraft((before) => ({ ...before, limit: next }));
            }}
          />
          <PolicyInput
            label={t('limits.policy')}
            value={policy}
            onChange={(next) => {
              if (next !== 'inherit') setDraft((before) => ({ ...before, policy: next }));
            }}
          />
        </Stack>
        <Example limit={limit} policy={policy} />
      </div>
      <FailureNotice failure={set.failure ?? preview.failure} />
      <SaveBar
        changed={changed}
        working={set.working || preview.working}
        onSave={() => void save()}
        onReset={() => setDraft({})}
      />
      <SurplusDialog
        affected={affected}
        working={set.working}
        onConfirm={apply}
        onClose={() => setAffected(undefined)}
      />
    </Panel>
  );
}
