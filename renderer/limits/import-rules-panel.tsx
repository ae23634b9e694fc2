import { Button, FileButton, Textarea } from '@mantine/core';
import { IconFolderOpen, IconListCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Surplus } from '../../shared/model/limit.ts';
import type { AffectedSession } from '../../shared/model/session.ts';
import { useCommand } from '../authority/use-command.ts';
import { AffectedSessions } from '../pieces/affected-sessions.tsx';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { SurplusDialog } from '../pieces/surplus-dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { useKeptState } from '../ui/use-kept-state.ts';
import { Panel } from '../ui/panel.tsx';
import classes from './rules-file.module.css';

interface DryRun {
  readonly file: unknown;
  readonly changes: readonly string[];
  readonly affected: readonly AffectedSession[];
}

/** Rules from a file: first what they would change and whom they would end, then, when that is wanted, the change. */
export function ImportRulesPanel() {
  const { t } = useTranslation();
  const [text, setText] = useKeptState('rules file', '');
  const [unreadable, setUnreadable] = useState(false);
  const [dryRun, setDryRun] = useState<DryRun>();
  const [asking, setAsking] = useState(false);
  const [done, setDone] = useState(false);
  const check = useCommand((client, file: unknown) => client.plan.importRules({ file, dryRun: true }));
  const apply = useCommand((client, file: unknown, surplus: Surplus) =>
    client.plan.importRules({ file, surplus }),
  );

  const enter = (next: string): void => {
    setText(next);
    setUnreadable(false);
    setDryRun(undefined);
    setDone(false);
    check.clear();
    apply.clear();
  };
  const runCheck = async (): Promise<void> => {
    const file = parseJson(text);
    if (file === undefined) return setUnreadable(true);
    const result = await check.run(file);
    if (result.ok) setDryRun({ file, ...result.answer });
  };
  const runApply = async (surplus: Surplus): Promise<void> => {
    if (dryRun === undefined) return;
    const result = await apply.run(dryRun.file, surplus);
    setAsking(false);
    if (!result.ok) return;
    enter('');
    setDone(true);
  };

  return (
    <Panel
      title={t('rulesFile.importTitle')}
      description={t('rulesFile.importDescription')}
      actions={
        <FileButton
          accept=".json,application/json"
          inputProps={{ 'aria-label': t('rulesFile.choose') }}
          onChange={(file) => {
            if (file !== null) void file.text().then(enter, () => setUnreadable(true));
          }}
        >
          {(properties) => (
            <Button
              {...properties}
              size="compact-sm"
              variant="default"
              leftSection={<IconFolderOpen size={16} aria-hidden />}
            >
              {t('rulesFile.choose')}
            </Button>
          )}
        </FileButton>
      }
    >
      <div className={classes.import}>
        <Textarea
          dir="ltr"
          label={t('rulesFile.paste')}
          value={text}
          autosize
          minRows={4}
          maxRows={16}
          spellCheck={false}
          error={unreadable && t('rulesFile.unreadable')}
          classNames={{ input: classes.input }}
          onChange={(event) => enter(event.currentTarget.value)}
        />
        <FailureNotice failure={apply.failure ?? check.failure} />
        {done && <Notice tone="ok">{t('rulesFile.done')}</Notice>}
        <div className={classes.acts}>
          <Button
            variant={dryRun === undefined ? 'filled' : 'default'}
            leftSection={<IconListCheck size={16} aria-hidden />}
            disabled={text.trim() === ''}
            loading={check.working}
            onClick={() => void runCheck()}
          >
            {t('rulesFile.check')}
          </Button>
        </div>
        {dryRun !== undefined && (
          <section className={classes.dryRun} aria-label={t('rulesFile.changes')}>
            {dryRun.changes.length === 0 ? (
              <Notice tone="info">{t('rulesFile.noChanges')}</Notice>
            ) : (
              <>
                <p className={classes.heading}>
                  {t('rulesFile.changeCount', { count: dryRun.changes.length })}
                </p>
                <ul className={classes.changes}>
                  {dryRun.changes.map((line) => (
                    <li key={line}>{line}</li>
                  ))}
                </ul>
                <p className={classes.heading}>
                  {t('rulesFile.affected', { count: dryRun.affected.length })}
                </p>
                {dryRun.affected.length > 0 && <AffectedSessions affected={dryRun.affected} />}
                <div className={classes.acts}>
                  <Button
                    loading={apply.working}
                    onClick={() =>
                      dryRun.affected.length > 0 ? setAsking(true) : void runApply('as_they_expire')
                    }
                  >
                    {t('rulesFile.apply', { count: dryRun.changes.length })}
                  </Button>
                </div>
              </>
            )}
          </section>
        )}
      </div>
      <SurplusDialog
        about="rules"
        affected={asking ? dryRun?.affected : undefined}
        working={apply.working}
        onConfirm={(surplus) => void runApply(surplus)}
        onClose={() => setAsking(false)}
      />
    </Panel>
  );
}

/** @returns undefined when it is no JSON */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
