import { Button, Code, Drawer, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '../../shared/model/audit.ts';
import { settingKeySchema } from '../../shared/model/settings.ts';
import { AboutText } from '../pieces/about-text.tsx';
import { ChangeText } from '../pieces/audit-changes-text.tsx';
import { readText, readTexts } from '../pieces/audit-data.ts';
import { formatFullTime, getFormatLanguage } from '../pieces/format-moment.ts';
import { listNames, useAuditWords } from '../pieces/use-audit-words.ts';
import { useSettingWords } from '../pieces/use-setting-words.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { Facts } from '../ui/facts.tsx';
import { AsWritten } from './as-written.tsx';
import { emptySearch, type AuditSearch } from './audit-filter.ts';
import { NameList } from './name-list.tsx';

interface Properties {
  /** Undefined closes the drawer. */
  readonly entry: AuditEntry | undefined;
  /** Looks for all that is about the same user or thing. */
  readonly onFind: (search: AuditSearch) => void;
  readonly onClose: () => void;
}

/** One entry: in words first, and on request as it was written, with nothing left out. */
export function EntryDrawer({ entry, onFind, onClose }: Properties) {
  const { t } = useTranslation();
  // Keeps the last one while the drawer closes, so that its words do not vanish first.
  const [last, setLast] = useState(entry);
  if (entry !== undefined && entry !== last) setLast(entry);
  const shown = entry ?? last;
  return (
    <Drawer
      opened={entry !== undefined}
      onClose={onClose}
      position="right"
      size="30rem"
      title={shown && t('audit.entry', { seq: shown.seq })}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      {shown !== undefined && <Entry key={shown.seq} entry={shown} onFind={onFind} />}
    </Drawer>
  );
}

function Entry({ entry, onFind }: { readonly entry: AuditEntry; readonly onFind: Properties['onFind'] }) {
  const { t, i18n } = useTranslation();
  const { what, detail, changes, about, by, resultWords } = useAuditWords()(entry);
  const { seq, at, action, address, data } = entry;
  const isImport = action.startsWith('users.');
  const importId = isImport ? entry.subject : readText(data['import']);
  const wordsOf = useSettingWords();
  const setting = settingKeySchema.safeParse(entry.subject).data;
  // What was changed together is no one thing to look for.
  const isMany = action === 'settings.changed' && setting === undefined;
  const who = isImport || isMany ? '' : (listNames(entry)[0] ?? '');
  return (
    <Stack gap="lg">
      <div>
        <Text fw={600}>{what}</Text>
        {detail !== '' && <Text>{detail}</Text>}
        {changes.map((change) => (
          <Text key={change.name}>
            <ChangeText change={change} />
          </Text>
        ))}
      </div>
      <Facts
        facts={[
          {
            name: t('audit.at'),
            value: (
              <time dateTime={at}>{formatFullTime(Date.parse(at), getFormatLanguage(i18n.language))}</time>
            ),
          },
          { name: t('audit.about'), value: <AboutText about={about} /> },
          { name: t('audit.result'), value: resultWords },
          { name: t('audit.byTitle'), value: by },
          { name: t('audit.address'), value: address === '' ? '–' : address },
          { name: t('audit.action'), value: <Code>{action}</Code> },
        ]}
      />
      <NameList title={t('audit.users')} names={readTexts(data['users'])} />
      {action === 'rules.imported' && (
        <NameList title={t('rulesFile.changes')} names={readTexts(data['changes'])} />
      )}
      <Group gap="sm">
        {who !== '' && (
          <Button variant="default" onClick={() => onFind({ ...emptySearch, who })}>
            {t('audit.findAbout', { who: setting === undefined ? who : wordsOf(setting).label })}
          </Button>
        )}
        {importId !== '' && (
          <Button variant="default" onClick={() => onFind({ ...emptySearch, text: importId })}>
            {t('audit.findImport')}
          </Button>
        )}
        <CopyButton text={JSON.stringify(entry)} label={t('audit.copy', { seq })} look="default" />
      </Group>
      {Object.keys(data).length > 0 && <AsWritten data={data} />}
    </Stack>
  );
}
