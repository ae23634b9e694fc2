import { Text } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserView } from '../../shared/model/user.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { useLimitWords } from '../pieces/use-limit-words.ts';
import { DataTable, type DataColumn } from '../ui/data-table.tsx';
import { NumberField } from '../ui/number-field.tsx';
import type { SeatHolder } from './list-seat-holders.ts';
import classes from './seats-panel.module.css';

interface Properties {
  readonly seats: number;
  /** Of enabled users, above 0. */
  readonly reserved: readonly number[];
  readonly holders: readonly SeatHolder[];
  readonly seatsOf: (userId: string) => number;
  readonly allocated: boolean;
  readonly onChange: (userId: string, seats: number) => void;
}

const getId = (user: UserView): string => user.id;
/** As the contract has it. */
const reservedMax = 100_000;
/** More addends are a number. */
const addendsMax = 12;

/** Who has seats of their own; the sum is told while it is typed. */
export function ReservationsTable({ seats, reserved, holders, seatsOf, allocated, onChange }: Properties) {
  const { t } = useTranslation();
  const words = useLimitWords();
  const users = useMirror((mirror) => mirror.users);
  const rows = useMemo(() => [...users.values()], [users]);
  const usedBy = useMemo(
    () => new Map(holders.map(({ user, sessions }) => [user.id, sessions.length])),
    [holders],
  );
  const columns: readonly DataColumn<UserView>[] = [
    {
      id: 'user',
      title: t('seats.table.user'),
      sortValue: ({ name }) => name,
      cell: (user) => (
        <>
          <span className={classes.name}>{user.name}</span>
          {user.state === 'disabled' && <span className={classes.second}>{t('seats.table.disabled')}</span>}
        </>
      ),
    },
    {
      id: 'used',
      title: t('seats.table.used'),
      width: '6rem',
      sortValue: ({ id }) => usedBy.get(id) ?? 0,
      cell: ({ id }) => usedBy.get(id) ?? 0,
    },
    {
      id: 'limit',
      title: t('seats.table.limit'),
      width: '10rem',
      cell: (user) =>
        allocated ? (
          <>
            {words.devices(seatsOf(user.id))}
            <span className={classes.second}>{words.from({ boundBy: 'plan' })}</span>
          </>
        ) : (
          <>
            {words.devices(user.effectiveLimit.value)}
            <span className={classes.second}>{words.from(user.effectiveLimit)}</span>
          </>
        ),
    },
    {
      id: 'reserved',
      title: t('seats.table.reserved'),
      width: '9rem',
      sortValue: ({ reservedSeats }) => reservedSeats,
      cell: ({ id, name }) => (
        <NumberField
          size="xs"
          aria-label={t('seats.table.reservedFor', { name })}
          min={0}
          max={reservedMax}
          value={seatsOf(id)}
          // No row gets higher by it: the sentence stands beside the button.
          error={Number.isNaN(seatsOf(id)) || undefined}
          onChange={(next) => onChange(id, next)}
        />
      ),
    },
  ];
  const sum = reserved.reduce((all, own) => all + own, 0);
  return (
    <section className={classes.reservations} aria-label={t('seats.reservations')}>
      <div>
        <Text fw={600}>{t('seats.reservations')}</Text>
        <Text size="sm" c="dimmed">
          {t(allocated ? 'seats.allocationsDescription' : 'seats.reservationsDescription')}
        </Text>
      </div>
      <DataTable
        layout="fill"
        label={t('seats.reservations')}
        columns={columns}
        rows={rows}
        getId={getId}
        firstSort={{ column: 'user', descending: false }}
      />
      <output className={classes.sum} data-over={sum > seats || undefined}>
        {Number.isNaN(seats)
          ? ''
          : reserved.length === 0
            ? t('seats.sumNone', { seats })
            : reserved.length <= addendsMax && reserved.length > 1
              ? t('seats.sum', { addends: reserved.join(' + '), sum, seats })
              : t('seats.sumShort', { sum, seats })}
      </output>
    </section>
  );
}
