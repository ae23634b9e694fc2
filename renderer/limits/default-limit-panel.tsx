import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LimitValue, Policy } from '../../shared/model/limit.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { LimitInput } from '../pieces/limit-input.tsx';
import { PolicyInput } from '../pieces/policy-input.tsx';
import { SurplusDialog } from '../pieces/surplus-dialog.tsx';
import { hasEmptyNumber } from '../ui/has-empty-number.ts';
import { Panel } from '../ui/panel.tsx';
import { Example } from './example.tsx';
import classes from './limits-screen.module.css';
import { SaveBar } from '../pieces/save-bar.tsx';
import { useUnsaved } from '../pieces/use-draft.ts';
import { usePreviewedSave } from '../pieces/use-previewed-save.ts';

interface Rules {
  readonly limit: LimitValue;
  readonly policy: Policy;
}
export type DefaultLimitDraft = Partial<Rules>;

interface Properties {
  readonly draft: DefaultLimitDraft;
  readonly onDraft: (draft: DefaultLimitDraft) => void;
  readonly onDrop: () => void;
}

/** What holds for every user for whom neither an own rule nor a group says otherwise. */
export function DefaultLimitPanel({ draft, onDraft, onDrop }: Properties) {
  const { t } = useTranslation();
  const install = useMirror((mirror) => mirror.settings.sessions);
  const users = useMirror((mirror) => mirror.users);
  const others = [...users.values()].filter(
    ({ effectiveLimit }) => effectiveLimit.boundBy !== 'install',
  ).length;
  const { limit, policy }: Rules = { limit: install.limit, policy: install.policy, ...draft };
  const changed = limit !== install.limit || policy !== install.policy;
  useUnsaved('limits/everyone', changed);
  // Only what was changed is sent: a limit that is named means the devices above it, too.
  const toValues = (rules: Rules) => ({
    ...(rules.limit !== install.limit && { 'sessions.limit': rules.limit }),
    ...(rules.policy !== install.policy && { 'sessions.policy': rules.policy }),
  });
  const save = usePreviewedSave<Rules>({
    preview: (client, rules) => client.settings.previewSet({ values: toValues(rules) }),
    save: (client, rules, surplus) => client.settings.set({ values: toValues(rules), surplus }),
    onSaved: onDrop,
  });

  return (
    <Panel title={t('limits.defaultTitle')} description={t('limits.defaultDescription', { count: others })}>
      <div className={classes.columns}>
        <Stack gap="lg">
          <LimitInput
            label={t('limits.limit')}
            value={limit}
            onChange={(next) => {
              if (next !== 'inherit') onDraft({ ...draft, limit: next });
            }}
          />
          <PolicyInput
            label={t('limits.policy')}
            value={policy}
            onChange={(next) => {
              if (next !== 'inherit') onDraft({ ...draft, policy: next });
            }}
          />
        </Stack>
        <Example limit={limit} policy={policy} />
      </div>
      <FailureNotice failure={save.failure} />
      <SaveBar
        changed={changed}
        incomplete={hasEmptyNumber(draft)}
        working={save.working}
        onSave={() => save.start({ limit, policy })}
        onReset={onDrop}
      />
      <SurplusDialog {...save.dialog} about="limit" />
    </Panel>
  );
}
