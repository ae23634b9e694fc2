import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMirror } from '../authority/use-mirror.ts';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { SurplusDialog } from '../pieces/surplus-dialog.tsx';
import { DurationInput } from '../ui/duration-input.tsx';
import { hasEmptyNumber } from '../ui/has-empty-number.ts';
import { Panel } from '../ui/panel.tsx';
import classes from './limits-screen.module.css';
import { SaveBar } from '../pieces/save-bar.tsx';
import { useDraft, useUnsaved } from '../pieces/use-draft.ts';
import { usePreviewedSave } from '../pieces/use-previewed-save.ts';

const sessionClasses = ['browser', 'app'] as const;
const spans = ['idleSeconds', 'absoluteSeconds'] as const;
type ExpiryKey = `sessions.${(typeof sessionClasses)[number]}.${(typeof spans)[number]}`;
const noDraft = {};
/** As the settings have it. */
const maxSeconds = 400 * 86_400;

/** How long a session lasts, by the way it was made. */
export function ExpiryPanel() {
  const { t } = useTranslation();
  const install = useMirror((mirror) => mirror.settings.sessions);
  const [draft, setDraft, dropDraft] = useDraft<Partial<Record<ExpiryKey, number>>>(
    'limits/everyone/expiry',
    noDraft,
  );
  const save = usePreviewedSave<typeof draft>({
    preview: (client, values) => client.settings.previewSet({ values }),
    save: (client, values, surplus) => client.settings.set({ values, surplus }),
    onSaved: dropDraft,
  });

  const getSeconds = (of: (typeof sessionClasses)[number], span: (typeof spans)[number]): number =>
    draft[`sessions.${of}.${span}`] ?? install[of][span];
  const changed = sessionClasses.some((of) =>
    spans.some((span) => getSeconds(of, span) !== install[of][span]),
  );
  useUnsaved('limits/everyone/expiry', changed);
  const invalid = sessionClasses.some((of) => spans.some((span) => getSeconds(of, span) > maxSeconds));

  return (
    <Panel title={t('expiry.title')} description={t('expiry.description')}>
      <div className={classes.columns}>
        {sessionClasses.map((of) => (
          <section key={of} className={classes.group} aria-label={t(`expiry.${of}`)}>
            <div>
              <Text fw={600}>{t(`expiry.${of}`)}</Text>
              <Text size="sm" c="dimmed">
                {t(`expiry.${of}Description`)}
              </Text>
            </div>
            {spans.map((span) => (
              <DurationInput
                key={span}
                label={t(`expiry.${span}`)}
                description={t(`expiry.${span}Description`)}
                seconds={getSeconds(of, span)}
                error={getSeconds(of, span) > maxSeconds ? t('expiry.tooLong') : undefined}
                onChange={(seconds) =>
                  setDraft((before) => ({ ...before, [`sessions.${of}.${span}`]: seconds }))
                }
              />
            ))}
          </section>
        ))}
      </div>
      <FailureNotice failure={save.failure} />
      <SaveBar
        changed={changed}
        incomplete={hasEmptyNumber(draft)}
        invalid={invalid}
        working={save.working}
        onSave={() => save.start(draft)}
        onReset={dropDraft}
      />
      <SurplusDialog {...save.dialog} />
    </Panel>
  );
}
