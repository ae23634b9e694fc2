import { ActionIcon, Button, Menu, Tooltip, VisuallyHidden } from '@mantine/core';
import { IconFileDownload } from '@tabler/icons-react';
import { use, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditFilter } from '../../shared/contract/upkeep-calls.ts';
import { refusalOf, resultOf } from '../../shared/model/audit-result.ts';
import type { AuditEntry } from '../../shared/model/audit.ts';
import type { CommandFailure } from '../authority/command-failure.ts';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { Notice } from '../ui/notice.tsx';
import { SaveFileContext } from '../ui/save-file.ts';
import { writeCsv } from '../ui/write-csv.ts';
import { makeExportName, readAllEntries, writeJsonLines } from './export-audit.ts';

type Form = 'csv' | 'jsonl';

/** Saves every entry the filter leaves, also those further back than what is shown. */
export function ExportMenu({ filter }: { readonly filter: AuditFilter | undefined }) {
  const { t } = useTranslation();
  const saveFile = use(SaveFileContext);
  const [count, setCount] = useState<number>();
  const [failure, setFailure] = useState<CommandFailure>();
  const [unsaved, setUnsaved] = useState(false);
  const [saved, setSaved] = useState('');
  const goingOn = useRef(false);

  const run = async (form: Form): Promise<void> => {
    goingOn.current = true;
    setFailure(undefined);
    setUnsaved(false);
    setCount(0);
    const read = await readAllEntries(filter, (so) => {
      setCount(so);
      return goingOn.current;
    });
    setCount(undefined);
    if (read === undefined) return;
    if (!read.ok) return setFailure(read.failure);
    const content = form === 'csv' ? toCsv(read.answer) : writeJsonLines(read.answer);
    try {
      const path = await saveFile({ name: makeExportName(form), content });
      setSaved(path === undefined ? '' : t('audit.exported', { count: read.answer.length, path }));
    } catch {
      setUnsaved(true);
    }
  };
  const toCsv = (entries: readonly AuditEntry[]): string =>
    writeCsv(
      [
        t('audit.seq'),
        t('audit.at'),
        t('audit.what'),
        t('audit.byTitle'),
        t('audit.about'),
        t('audit.address'),
        t('audit.result'),
        t('audit.more'),
      ],
      entries.map(({ seq, at, action, actor, subject, address, data }) => [
        seq,
        at,
        action,
        actor,
        subject,
        address,
        [resultOf(action), refusalOf(action) ?? []].flat().join(' '),
        Object.keys(data).length === 0 ? '' : JSON.stringify(data),
      ]),
    );
  const busy = count !== undefined;
  return (
    <>
      {busy ? (
        <Button variant="default" onClick={() => (goingOn.current = false)}>
          {t('audit.exporting', { count })}
        </Button>
      ) : (
        <Menu position="bottom-end" shadow="md">
          <Tooltip label={saved === '' ? t('audit.export') : saved} multiline maw="22rem">
            <span>
              <Menu.Target>
                <ActionIcon
                  variant="default"
                  size="lg"
                  aria-label={t('audit.export')}
                  data-place="export-audit"
                >
                  <IconFileDownload size={18} stroke={1.75} />
                </ActionIcon>
              </Menu.Target>
            </span>
          </Tooltip>
          <Menu.Dropdown>
            <Menu.Label>{t(filter === undefined ? 'audit.exportAll' : 'audit.exportFound')}</Menu.Label>
            <Menu.Item onClick={() => void run('csv')}>{t('audit.exportCsv')}</Menu.Item>
            <Menu.Item onClick={() => void run('jsonl')}>{t('audit.exportLines')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      <VisuallyHidden component="output">{saved}</VisuallyHidden>
      <FailureNotice failure={failure} />
      {unsaved && <Notice tone="bad" title={t('ui.table.exportFailed')} />}
    </>
  );
}
