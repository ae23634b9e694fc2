import { ActionIcon, Button, Tooltip, VisuallyHidden } from '@mantine/core';
import { IconFileDownload } from '@tabler/icons-react';
import { use, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from './notice.tsx';
import { SaveFileContext, type FileToSave } from './save-file.ts';

interface Properties {
  readonly label: string;
  readonly makeFile: () => FileToSave;
  /** `icon`: among the tools of a list; `words`: among the acts of what is chosen. */
  readonly shape: 'icon' | 'words';
}

/** Writes a file where the admin says, and says where it went. */
export function ExportButton({ label, makeFile, shape }: Properties) {
  const { t } = useTranslation();
  const saveFile = use(SaveFileContext);
  const [state, setState] = useState<'idle' | 'saving' | 'failed'>('idle');
  const [savedAt, setSavedAt] = useState('');
  const save = (): void => {
    setState('saving');
    saveFile(makeFile()).then(
      (path) => {
        setState('idle');
        setSavedAt(path === undefined ? '' : t('ui.table.exported', { path }));
      },
      () => setState('failed'),
    );
  };
  const shared = { variant: 'default', loading: state === 'saving', onClick: save } as const;
  return (
    <>
      <Tooltip label={savedAt === '' ? label : savedAt} multiline maw="22rem">
        {shape === 'icon' ? (
          <ActionIcon {...shared} size="lg" aria-label={label}>
            <IconFileDownload size={18} stroke={1.75} />
          </ActionIcon>
        ) : (
          <Button {...shared} size="compact-sm">
            {label}
          </Button>
        )}
      </Tooltip>
      <VisuallyHidden component="output">{savedAt}</VisuallyHidden>
      {state === 'failed' && <Notice tone="bad" urgent title={t('ui.table.exportFailed')} />}
    </>
  );
}
