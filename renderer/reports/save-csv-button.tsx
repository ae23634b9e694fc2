import { ActionIcon, Tooltip, VisuallyHidden } from '@mantine/core';
import { IconFileDownload } from '@tabler/icons-react';
import { use, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../ui/notice.tsx';
import { SaveFileContext } from '../ui/save-file.ts';
import { writeCsv } from '../ui/write-csv.ts';

interface Properties {
  /** What is saved, for those who do not see the table it belongs to. */
  readonly label: string;
  readonly fileName: string;
  readonly titles: readonly string[];
  readonly rows: () => readonly (readonly (string | number | undefined)[])[];
}

/** A table as a file, where the admin says. */
export function SaveCsvButton({ label, fileName, titles, rows }: Properties) {
  const { t } = useTranslation();
  const saveFile = use(SaveFileContext);
  const [state, setState] = useState<'idle' | 'saving' | 'failed'>('idle');
  const [saved, setSaved] = useState('');
  const save = (): void => {
    setState('saving');
    saveFile({ name: fileName, content: writeCsv(titles, rows()) }).then(
      (path) => {
        setState('idle');
        setSaved(path === undefined ? '' : t('ui.table.exported', { path }));
      },
      () => setState('failed'),
    );
  };
  return (
    <>
      <Tooltip label={saved === '' ? label : saved} multiline maw="22rem">
        <ActionIcon
          variant="default"
          size="lg"
          aria-label={label}
          loading={state === 'saving'}
          onClick={save}
        >
          <IconFileDownload size={18} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
      <VisuallyHidden component="output">{saved}</VisuallyHidden>
      {state === 'failed' && <Notice tone="bad" title={t('ui.table.exportFailed')} />}
    </>
  );
}
