import { Button, Code, Drawer, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '../../shared/model/audit.ts';
import { formatFullTime, getFormatLanguage } from '../pieces/format-moment.ts';
import { useAuditWords } from '../pieces/use-audit-words.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { Facts } from '../ui/facts.tsx';
import classes from './audit-screen.module.css';

interface Properties {
  /** Undefined closes the drawer. */
  readonly entry: AuditEntry | undefined;
  /** Looks for all that is about the same user or thing. */
  readonly onFindAbout: (who: string) => void;
  readonly onClose: () => void;
}

/** One entry as it was written, with nothing left out. */
export function EntryDrawer({ entry, onFindAbout, onClose }: Properties) {
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
      {shown !== undefined && <Entry entry={shown} onFindAbout={onFindAbout} />}
    </Drawer>
  );
}

function Entry({
  entry,
  onFindAbout,
}: {
  readonly entry: AuditEntry;
  readonly onFindAbout: (who: string) => void;
}) {
  const { t, i18n } = useTranslation();
  const { what, detail, by } = useAuditWords()(entry);
  const { seq, at, action, actor, subject, address, data } = entry;
  const user = data['user'];
  const who = typeof user === 'string' ? user : subject;
  return (
    <Stack gap="lg">
      <div>
        <Text fw={600}>{what}</Text>
        {detail !== '' && <Text>{detail}</Text>}
      </div>
      <Facts
        facts={[
          {
            name: t('audit.at'),
            value: (
              <time dateTime={at}>{formatFullTime(Date.parse(at), getFormatLanguage(i18n.language))}</time>
            ),
          },
          { name: t('audit.action'), value: <Code>{action}</Code> },
          { name: t('audit.byTitle'), value: by === actor ? by : `${by} (${actor})` },
          { name: t('audit.about'), value: subject === '' ? '–' : subject },
          { name: t('audit.address'), value: address === '' ? '–' : address },
        ]}
      />
      {Object.keys(data).length > 0 && (
        <div>
          <Text size="sm" c="dimmed" mb={4}>
            {t('audit.more')}
          </Text>
          <Code block className={classes.data}>
            {JSON.stringify(data, undefined, 2)}
          </Code>
        </div>
      )}
      <Group gap="sm">
        {who !== '' && (
          <Button variant="default" onClick={() => onFindAbout(who)}>
            {t('audit.findAbout', { who })}
          </Button>
        )}
        <CopyButton text={JSON.stringify(entry)} label={t('audit.copy', { seq })} look="default" />
      </Group>
    </Stack>
  );
}
