import { Button } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../authority/use-command.ts';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Panel } from '../ui/panel.tsx';
import classes from './rules-file.module.css';

/** The window saves no files by itself, so the text is shown to be copied. */
export function ExportRulesPanel() {
  const { t } = useTranslation();
  const [text, setText] = useState<string>();
  const read = useCommand((client) => client.plan.exportRules());
  const show = async (): Promise<void> => {
    const result = await read.run();
    if (result.ok) setText(JSON.stringify(result.answer, undefined, 2));
  };
  return (
    <Panel
      title={t('rulesFile.exportTitle')}
      description={t('rulesFile.exportDescription')}
      actions={
        <>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconFileText size={16} aria-hidden />}
            loading={read.working}
            onClick={() => void show()}
          >
            {t(text === undefined ? 'rulesFile.show' : 'rulesFile.showAgain')}
          </Button>
          {text !== undefined && <CopyButton text={text} label={t('rulesFile.copy')} look="default" />}
        </>
      }
    >
      <FailureNotice failure={read.failure} />
      {text !== undefined && (
        // Scrolls, so the keyboard must reach it.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <pre className={classes.text} tabIndex={0} aria-label={t('rulesFile.text')}>
          {text}
        </pre>
      )}
    </Panel>
  );
}
