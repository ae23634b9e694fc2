import { Button, Group, Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { restorePartSchema, type BackupView, type RestorePart as Part } from '../../shared/model/backup.ts';
import { useAuthorityStore } from '../authority/authority-store.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { AdminProofFields, isOfProof, useAdminProof } from './admin-proof.tsx';
import { FailureNotice } from './failure-notice.tsx';
import { Moment } from './moment.tsx';
import { useConfirmedCommand } from './use-confirmed-command.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Notice } from '../ui/notice.tsx';

interface Properties {
  readonly backup: BackupView;
  readonly passphrase: string;
}

/**
 * Brings a backup back that was looked into. Whatever the part, nobody stays signed in. Where there is an admin, one of them
 * confirms it; whether it has to be is the authority's to say.
 */
export function RestorePart({ backup, passphrase }: Properties) {
  const { t } = useTranslation();
  const live = useMirror((mirror) => mirror.sessions.size);
  const inBrowser = useAuthorityStore(({ shell }) => shell?.signedInAs !== undefined);
  const [part, setPart] = useState<Part>('everything');
  const [asking, setAsking] = useState(false);
  const [done, setDone] = useState<{ readonly part: Part; readonly endedSessions: number }>();
  const adminExists = useMirror((mirror) => mirror.status.setup.adminExists);
  const given = useAdminProof();
  const { working, failure, close, confirm } = useConfirmedCommand(
    async (client) => {
      const { endedSessions } = await client.backup.restore({
        path: backup.path,
        part,
        ...(passphrase === '' ? {} : { passphrase }),
        ...(adminExists ? { confirm: given.proof } : {}),
      });
      setDone({ part, endedSessions });
    },
    () => {
      given.setPassword('');
      setAsking(false);
    },
  );
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
        working={working}
        blocked={adminExists && !given.isGiven}
        typed={{ label: t('restore.type', { word: t('restore.word') }), word: t('restore.word') }}
        onConfirm={confirm}
        onClose={close}
      >
        <Stack gap="sm">
          <Text>
            {t(`restore.parts.${part}.consequence`)} <Moment iso={backup.createdAt} />.
          </Text>
          <Text fw={600}>{t('restore.everybody', { count: live })}</Text>
          <Text>{t(inBrowser ? 'restore.anewInBrowser' : 'restore.anew')}</Text>
          {adminExists && (
            <AdminProofFields of={given} failure={failure} description={t('restore.passwordOfNow')} />
          )}
          {!isOfProof(failure) && <FailureNotice failure={failure} />}
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
