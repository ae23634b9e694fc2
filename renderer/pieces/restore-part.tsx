import { Button, Group, Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { restorePartSchema, type BackupView, type RestorePart as Part } from '../../shared/model/backup.ts';
import { useAuthorityStore } from '../authority/authority-store.ts';
import { useCommand } from '../authority/use-command.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { FailureNotice } from './failure-notice.tsx';
import { Moment } from './moment.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Notice } from '../ui/notice.tsx';

interface Properties {
  readonly backup: BackupView;
  readonly passphrase: string;
}

/** Brings a backup back that was looked into. Whatever the part, nobody stays signed in. */
export function RestorePart({ backup, passphrase }: Properties) {
  const { t } = useTranslation();
  const live = useMirror((mirror) => mirror.sessions.size);
  const inBrowser = useAuthorityStore(({ shell }) => shell?.signedInAs !== undefined);
  const [part, setPart] = useState<Part>('everything');
  const [asking, setAsking] = useState(false);
  const [done, setDone] = useState<{ readonly part: Part; readonly endedSessions: number }>();
  const restore = useCommand((client) =>
    client.backup.restore({ path: backup.path, part, ...(passphrase === '' ? {} : { passphrase }) }),
  );
  const confirm = async (): Promise<void> => {
    const result = await restore.run();
    setAsking(false);
    if (result.ok) setDone({ part, endedSessions: result.answer.endedSessions });
  };
  return (
    <Stack gap="md">
      <Radio.Group
        label={t('restore.label')}
        value={part}
        onChange={(next) => setPart(restorePartSchema.options.find((one) => one === next) ?? 'everything')}
      >
        <Stack gap="sm" mt="xs">
          {restorePartSchema.options.map((one) => (
            <Radio
              key={one}
              value={one}
              label={t(`restore.parts.${one}.label`)}
              description={t(`restore.parts.${one}.description`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      <FailureNotice failure={restore.failure} />
      {done !== undefined && <Restored {...done} />}
      <Group>
        <Button color="red.9" onClick={() => setAsking(true)}>
          {t('restore.ask')}
        </Button>
      </Group>
      <ConfirmDialog
        opened={asking}
        title={t(`restore.parts.${part}.question`)}
        act={t('restore.act')}
        working={restore.working}
        typed={{ label: t('restore.type', { word: t('restore.word') }), word: t('restore.word') }}
        onConfirm={() => void confirm()}
        onClose={() => setAsking(false)}
      >
        <Stack gap="sm">
          <Text>
            {t(`restore.parts.${part}.consequence`)} <Moment iso={backup.createdAt} />.
          </Text>
          <Text fw={600}>{t('restore.everybody', { count: live })}</Text>
          <Text>{t(inBrowser ? 'restore.anewInBrowser' : 'restore.anew')}</Text>
        </Stack>
      </ConfirmDialog>
    </Stack>
  );
}

function Restored({ part, endedSessions }: { readonly part: Part; readonly endedSessions: number }) {
  const { t } = useTranslation();
  const isLive = useAuthorityStore(({ connection }) => connection === 'live');
  return (
    <Notice tone="ok" urgent title={t(`restore.parts.${part}.done`)}>
      {t('restore.ended', { count: endedSessions })} {t(isLive ? 'restore.runs' : 'restore.starting')}
    </Notice>
  );
}
