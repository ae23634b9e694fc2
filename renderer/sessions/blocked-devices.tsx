import { Button } from '@mantine/core';
import { IconShieldOff } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BlockedDevice } from '../../shared/model/session.ts';
import type { CommandFailure } from '../authority/command-failure.ts';
import { sendCommand } from '../authority/use-command.ts';
import { useQuery } from '../authority/use-query.ts';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { Moment } from '../pieces/moment.tsx';
import { forgetBlock, useUnblocks } from '../pieces/use-block-toast.ts';
import { toActor } from '../pieces/use-audit-words.ts';
import { useDeviceWords } from '../pieces/use-device-words.ts';
import { DataTable, type DataColumn } from '../ui/data-table.tsx';
import { Empty } from '../ui/empty.tsx';
import { SkeletonRows } from '../ui/skeleton-rows.tsx';
import { TextFilter, useMatchingRows } from '../ui/text-filter.tsx';
import classes from './sessions-screen.module.css';

const getId = ({ id }: BlockedDevice): string => id;
const none: readonly BlockedDevice[] = [];

/** Browsers and apps that are kept out, and the way back in. */
export function BlockedDevices() {
  const { t } = useTranslation();
  const toDevice = useDeviceWords();
  const unblocks = useUnblocks((state) => state.count);
  const { result, retry } = useQuery(`blocked ${String(unblocks)}`, (client) => client.devices.listBlocked());
  const [shown, setShown] = useState<readonly BlockedDevice[]>();
  if (result.state === 'done' && result.answer !== shown) setShown(result.answer);
  const [workingId, setWorkingId] = useState<string>();
  const [failure, setFailure] = useState<CommandFailure>();
  const unblock = async (id: string): Promise<void> => {
    setWorkingId(id);
    setFailure(undefined);
    const answer = await sendCommand((client) => client.devices.unblock({ id }));
    setWorkingId(undefined);
    if (answer.ok) forgetBlock(id);
    else setFailure(answer.failure);
    retry();
  };
  const [text, setText] = useState('');
  const textOf = useCallback(
    ({ device, userName, by }: BlockedDevice): string => [toDevice(device), userName, by].join('\n'),
    [toDevice],
  );
  const rows = useMatchingRows(shown ?? none, text, textOf);
  const columns = useBlockedColumns(workingId, (id) => void unblock(id));

  if (shown === undefined || shown.length === 0) {
    return (
      <div className={classes.frame}>
        {result.state === 'loading' && shown === undefined && <SkeletonRows />}
        {result.state === 'failed' && <FailureNotice failure={result.failure} onRetry={retry} />}
        {shown !== undefined && (
          <Empty icon={IconShieldOff} title={t('blocked.emptyTitle')}>
            {t('blocked.emptyBody')}
          </Empty>
        )}
      </div>
    );
  }
  return (
    <>
      <FailureNotice failure={failure} />
      {result.state === 'failed' && <FailureNotice failure={result.failure} onRetry={retry} />}
      <DataTable
        layout="fill"
        label={t('blocked.tableLabel')}
        columns={columns}
        rows={rows}
        getId={getId}
        firstSort={{ column: 'at', descending: true }}
        list={{
          name: 'blocked-devices',
          title: t('blocked.tableLabel'),
          question: text,
          narrowed: [text],
          bar: (
            <TextFilter
              label={t('ui.table.filter', { list: t('blocked.tableLabel') })}
              value={text}
              onChange={setText}
            />
          ),
          summary: <p className={classes.note}>{t('blocked.how')}</p>,
        }}
        isWorking={(id) => id === workingId}
      />
    </>
  );
}

function useBlockedColumns(
  workingId: string | undefined,
  onUnblock: (id: string) => void,
): readonly DataColumn<BlockedDevice>[] {
  const { t } = useTranslation();
  const toDevice = useDeviceWords();
  return [
    {
      id: 'device',
      title: t('sessions.device'),
      sortValue: ({ device }) => toDevice(device),
      exportValue: ({ device }) => toDevice(device),
      cell: ({ device }) => toDevice(device),
    },
    {
      id: 'user',
      title: t('blocked.user'),
      width: '20%',
      sortValue: ({ userName }) => userName,
      exportValue: ({ userName }) => userName,
      cell: ({ userName }) => userName,
    },
    {
      id: 'at',
      title: t('blocked.at'),
      width: '9rem',
      sortValue: ({ blockedAt }) => Date.parse(blockedAt),
      exportValue: ({ blockedAt }) => blockedAt,
      cell: ({ blockedAt }) => <Moment iso={blockedAt} />,
    },
    {
      id: 'by',
      title: t('sessions.byTitle'),
      width: '9rem',
      exportValue: ({ by }) => toActor(by, (name) => t(`audit.by.${name}`)),
      cell: ({ by }) => toActor(by, (name) => t(`audit.by.${name}`)),
    },
    {
      id: 'act',
      title: t('sessions.act'),
      titleHidden: true,
      align: 'end',
      width: '7.5rem',
      cell: ({ id, device, userName }) => (
        <Button
          size="compact-sm"
          variant="default"
          loading={id === workingId}
          aria-label={t('blocked.unblockOne', { device: toDevice(device), user: userName })}
          onClick={() => onUnblock(id)}
        >
          {t('blocked.unblock')}
        </Button>
      ),
    },
  ];
}
