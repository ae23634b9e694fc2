import { Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserView } from '../../shared/model/user.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { useLimitWords } from '../pieces/use-limit-words.ts';
import { useNumberWords } from '../pieces/use-number-words.ts';
import { CellLines } from '../ui/cell-lines.tsx';
import { DataTable, type DataColumn } from '../ui/data-table.tsx';
import { NumberField } from '../ui/number-field.tsx';
import { TextFilter, useMatchingRows } from '../ui/text-filter.tsx';
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
const textOf = ({ name, displayName }: UserView): string => `${name}\n${displayName}`;
/** As the contract has it. */
const reservedMax = 100_000;
/** More addends are a number. */
const addendsMax = 12;

/** Who has seats of their own; the sum is told while it is typed. */
export function ReservationsTable({ seats, reserved, holders, seatsOf, allocated, onChange }: Properties) {
  const { t } = useTranslation();
  const words = useLimitWords();
  const numbers = useNumberWords();
  const users = useMirror((mirror) => mirror.users);
  const [text, setText] = useState('');
  const all = useMemo(() => [...users.values()], [users]);
  const rows = useMatchingRows(all, text, textOf);
  const usedBy = useMemo(
    () => new Map(holders.map(({ user, sessions }) => [user.id, sessions.length])),
    [holders],
  );
  const columns: readonly DataColumn<UserView>[] = [
    {
      id: 'user',
      title: t('seats.table.user'),
      sortValue: ({ name }) => name,
      exportValue: ({ name }) => name,
      cell: (user) => (
        <CellLines className={classes.name} below={[user.state === 'disabled' && t('seats.table.disabled')]}>
          {user.name}
        </CellLines>
      ),
    },
    {
      id: 'used',
      title: t('seats.table.used'),
      width: '6rem',
      sortValue: ({ id }) => usedBy.get(id) ?? 0,
      exportValue: ({ id }) => usedBy.get(id) ?? 0,
      cell: ({ id }) => numbers(usedBy.get(id) ?? 0),
    },
    {
      id: 'limit',
      title: t('seats.table.limit'),
      width: '10rem',
      exportValue: ({ id, effectiveLimit }) => (allocated ? seatsOf(id) : effectiveLimit.value),
      cell: (user) =>
        allocated ? (
          <CellLines below={[words.from({ boundBy: 'plan' })]}>{words.devices(seatsOf(user.id))}</CellLines>
        ) : (
          <CellLines below={[words.from(user.effectiveLimit)]}>
            {words.devices(user.effectiveLimit.value)}
          </CellLines>
        ),
    },
    {
      id: 'reserved',
      title: t('seats.table.reserved'),
      width: '9rem',
      sortValue: ({ reservedSeats }) => reservedSeats,
      exportValue: ({ id }) => seatsOf(id),
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
        list={{
          name: 'reserved-seats',
          title: t('seats.reservations'),
          question: text,
          narrowed: [text],
          still: true,
          bar: (
            <TextFilter
              label={t('ui.table.filter', { list: t('seats.reservations') })}
              value={text}
              onChange={setText}
            />
          ),
        }}
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
