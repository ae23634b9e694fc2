import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { GroupRules, GroupView } from '../../shared/model/group.ts';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { LimitInput } from '../pieces/limit-input.tsx';
import { PolicyInput } from '../pieces/policy-input.tsx';
import { SurplusDialog } from '../pieces/surplus-dialog.tsx';
import { hasEmptyNumber } from '../ui/has-empty-number.ts';
import { Panel } from '../ui/panel.tsx';
import { GroupExpiry } from './group-expiry.tsx';
import { findHoursFault } from './find-hours-fault.ts';
import { HoursInput } from './hours-input.tsx';
import classes from './limits-screen.module.css';
import { SaveBar } from '../pieces/save-bar.tsx';
import { usePreviewedSave } from '../pieces/use-previewed-save.ts';

/** As the settings have it. */
const maxSeconds = 400 * 86_400;

export type GroupDraft = Partial<GroupRules>;

interface Properties {
  readonly group: GroupView;
  readonly draft: GroupDraft;
  readonly onDraft: (change: (before: GroupDraft) => GroupDraft) => void;
  readonly onDrop: () => void;
}

/** What one group sets; what it leaves to the next rule says so. */
export function GroupRulesPanel({ group, draft, onDraft, onDrop }: Properties) {
  const { t } = useTranslation();
  const rules: GroupRules = { ...group.rules, ...draft };
  const changed = isGroupChanged(group, draft);
  const lives = [...Object.values(rules.browser), ...Object.values(rules.app)];
  const invalid =
    lives.some((seconds = 0) => seconds > maxSeconds) ||
    (typeof rules.hours === 'object' && findHoursFault(rules.hours) !== undefined);
  const change = (part: GroupDraft): void => onDraft((before) => ({ ...before, ...part }));
  const save = usePreviewedSave<GroupDraft>({
    preview: (client, part) => client.groups.previewSet({ id: group.id, rules: part }),
    save: (client, part, surplus) => client.groups.set({ id: group.id, rules: part, surplus }),
    onSaved: onDrop,
  });
  const inheritLabel = t('groups.notSet');

  return (
    <Panel title={t('groups.rulesTitle', { name: group.name })} description={t('groups.rulesDescription')}>
      <div className={classes.columns}>
        <Stack gap="lg">
          <LimitInput
            label={t('limits.limit')}
            value={rules.limit}
            inheritLabel={inheritLabel}
            onChange={(limit) => change({ limit })}
          />
          <LimitInput
            label={t('groups.appLimit')}
            description={t('groups.appLimitDescription')}
            value={rules.appLimit}
            inheritLabel={inheritLabel}
            onChange={(appLimit) => change({ appLimit })}
          />
        </Stack>
        <PolicyInput
          label={t('limits.policy')}
          value={rules.policy}
          inheritLabel={inheritLabel}
          onChange={(policy) => change({ policy })}
        />
      </div>
      <hr className={classes.rule} />
      <GroupExpiry
        rules={rules}
        maxSeconds={maxSeconds}
        onChange={(of, lifetime) => change({ [of]: lifetime })}
      />
      <hr className={classes.rule} />
      <HoursInput value={rules.hours} onChange={(hours) => change({ hours })} />
      <FailureNotice failure={save.failure} />
      <SaveBar
        changed={changed}
        incomplete={hasEmptyNumber(draft)}
        invalid={invalid}
        working={save.working}
        saveLabel={t('groups.saveRules')}
        onSave={() => save.start(draft)}
        onReset={onDrop}
      />
      <SurplusDialog {...save.dialog} />
    </Panel>
  );
}

export function isGroupChanged({ rules }: GroupView, draft: GroupDraft | undefined): boolean {
  return JSON.stringify({ ...rules, ...draft }) !== JSON.stringify(rules);
}
