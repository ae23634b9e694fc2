import { Button, FileButton, Textarea } from '@mantine/core';
import { IconFileSpreadsheet, IconFolderOpen } from '@tabler/icons-react';
import { useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandFailure } from '../../authority/command-failure.ts';
import { Notice } from '../../ui/notice.tsx';
import { FailureNotice } from '../failure-notice.tsx';
import { ColumnHelp } from './column-help.tsx';
import type { UserImport } from './use-user-import.ts';
import classes from './user-import.module.css';

/** The first step: a file that is chosen or dropped, or cells that are pasted. */
export function ChooseImportFile({ steps }: { readonly steps: UserImport }) {
  const { t } = useTranslation();
  const [over, setOver] = useState(false);
  const [pasted, setPasted] = useState('');
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file !== undefined) void steps.read(file, file.name);
  };
  return (
    <div className={classes.choose}>
      {/* Dropping is a second way; the button inside is the one that everybody reaches. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div
        className={classes.drop}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <IconFileSpreadsheet size={36} stroke={1.25} aria-hidden className={classes.dropShape} />
        <p className={classes.dropWords}>{t('importUsers.drop')}</p>
        <FileButton
          accept=".csv,.tsv,.txt,text/csv"
          inputProps={{ 'aria-label': t('importUsers.choose') }}
          onChange={(file) => {
            if (file !== null) void steps.read(file, file.name);
          }}
        >
          {(properties) => (
            <Button
              {...properties}
              loading={steps.reading}
              leftSection={<IconFolderOpen size={16} aria-hidden />}
            >
              {t('importUsers.choose')}
            </Button>
          )}
        </FileButton>
      </div>
      {steps.fileFault !== undefined && (
        <Notice tone="bad" urgent>
          {t(`importUsers.unreadable.${steps.fileFault}`)}
        </Notice>
      )}
      <UnreadableNotice failure={steps.readFailure} />
      <form
        className={classes.paste}
        onSubmit={(event) => {
          event.preventDefault();
          void steps.read(new Blob([pasted]));
        }}
      >
        <Textarea
          label={t('importUsers.paste')}
          description={t('importUsers.pasteDescription')}
          value={pasted}
          autosize
          minRows={3}
          maxRows={10}
          spellCheck={false}
          classNames={{ input: classes.pasteInput }}
          onChange={(event) => setPasted(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={pasted.trim() === ''} loading={steps.reading}>
          {t('importUsers.readPasted')}
        </Button>
      </form>
      <ColumnHelp />
    </div>
  );
}

const knownReasons = [
  'not_text',
  'workbook',
  'open_quote',
  'rows_surplus',
  'empty',
  'no_name_column',
] as const;

/** Why a file is no table of users, and what to do about it. */
function UnreadableNotice({ failure }: { readonly failure: CommandFailure | undefined }) {
  const { t } = useTranslation();
  const reason = knownReasons.find((one) => one === failure?.data['why']);
  if (failure?.code !== 'import_unreadable' || reason === undefined)
    return <FailureNotice failure={failure} />;
  const { line, rowsMax } = failure.data;
  return (
    <Notice tone="bad" urgent>
      {t(`importUsers.unreadable.${reason}`, { line: Number(line), count: Number(rowsMax) })}
    </Notice>
  );
}
