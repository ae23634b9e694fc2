import { Checkbox, Radio, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { appSessionsSchema, type AppSessions, type LimitValue } from '../../shared/model/limit.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { LimitInput } from '../pieces/limit-input.tsx';
import { SurplusDialog } from '../pieces/surplus-dialog.tsx';
import { DurationInput } from '../ui/duration-input.tsx';
import { hasEmptyNumber } from '../ui/has-empty-number.ts';
import { Panel } from '../ui/panel.tsx';
import classes from './limits-screen.module.css';
import { SaveBar } from '../pieces/save-bar.tsx';
import { useDraft, useUnsaved } from '../pieces/use-draft.ts';
import { usePreviewedSave } from '../pieces/use-previewed-save.ts';

interface Rules {
  readonly 'sessions.appSessions': AppSessions;
  readonly 'sessions.appLimit': LimitValue;
  readonly 'sessions.reclaim.afterSeconds': number;
  readonly 'sessions.reclaim.underRefuse': boolean;
}

const noDraft = {};
/** As the settings have it. */
const maxReclaimSeconds = 30 * 86_400;

/** How app sessions count, and when a device that is gone gives its place. */
export function AppSessionsPanel() {
  const { t } = useTranslation();
  const install = useMirror((mirror) => mirror.settings.sessions);
  const [draft, setDraft, dropDraft] = useDraft<Partial<Rules>>('limits/everyone/apps', noDraft);
  const inForce: Rules = {
    'sessions.appSessions': install.appSessions,
    'sessions.appLimit': install.appLimit,
    'sessions.reclaim.afterSeconds': install.reclaim.afterSeconds,
    'sessions.reclaim.underRefuse': install.reclaim.underRefuse,
  };
  const entered: Rules = { ...inForce, ...draft };
  // What is not shown is not changed either.
  const rules: Rules =
    entered['sessions.appSessions'] === 'separate'
      ? entered
      : { ...entered, 'sessions.appLimit': inForce['sessions.appLimit'] };
  const keys = Object.keys(inForce) as (keyof Rules)[];
  const changed = keys.some((key) => rules[key] !== inForce[key]);
  useUnsaved('limits/everyone/apps', changed);
  const seconds = rules['sessions.reclaim.afterSeconds'];
  const save = usePreviewedSave<Rules>({
    preview: (client, values) => client.settings.previewSet({ values }),
    save: (client, values, surplus) => client.settings.set({ values, surplus }),
    onSaved: dropDraft,
  });
  const change = (part: Partial<Rules>): void => setDraft((before) => ({ ...before, ...part }));

  return (
    <Panel title={t('appSessions.title')} description={t('appSessions.description')}>
      <div className={classes.columns}>
        <Stack gap="lg">
          <Radio.Group
            label={t('appSessions.label')}
            value={rules['sessions.appSessions']}
            onChange={(next) =>
              change({
                'sessions.appSessions': appSessionsSchema.options.find((one) => one === next) ?? 'counted',
              })
            }
          >
            <Stack gap="sm" mt="xs">
              {appSessionsSchema.options.map((one) => (
                <Radio
                  key={one}
                  value={one}
                  label={t(`appSessions.${one}.label`)}
                  description={t(`appSessions.${one}.description`)}
                />
              ))}
            </Stack>
          </Radio.Group>
          {rules['sessions.appSessions'] === 'separate' && (
            <LimitInput
              label={t('appSessions.limit')}
              value={rules['sessions.appLimit']}
              onChange={(next) => {
                if (next !== 'inherit') change({ 'sessions.appLimit': next });
              }}
            />
          )}
        </Stack>
        <Stack gap="lg">
          <DurationInput
            label={t('appSessions.reclaim')}
            description={t('appSessions.reclaimDescription')}
            seconds={seconds}
            error={seconds > maxReclaimSeconds ? t('appSessions.reclaimTooLong') : undefined}
            onChange={(next) => change({ 'sessions.reclaim.afterSeconds': next })}
          />
          <Checkbox
            label={t('appSessions.underRefuse')}
            description={t('appSessions.underRefuseDescription')}
            checked={rules['sessions.reclaim.underRefuse']}
            onChange={(event) => change({ 'sessions.reclaim.underRefuse': event.currentTarget.checked })}
          />
        </Stack>
      </div>
      <FailureNotice failure={save.failure} />
      <SaveBar
        changed={changed}
        incomplete={hasEmptyNumber(rules)}
        invalid={seconds > maxReclaimSeconds}
        working={save.working}
        onSave={() => save.start(rules)}
        onReset={dropDraft}
      />
      <SurplusDialog {...save.dialog} />
    </Panel>
  );
}
