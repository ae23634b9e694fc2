import { useCallback, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { WhatIfAnswer, WhatIfCase } from '../../shared/model/what-if.ts';
import { Moment } from '../pieces/moment.tsx';
import { useDeviceWords } from '../pieces/use-device-words.ts';
import { CellLines } from '../ui/cell-lines.tsx';
import { DataTable, type DataColumn } from '../ui/data-table.tsx';
import { Mark, type MarkTone } from '../ui/mark.tsx';
import { Panel } from '../ui/panel.tsx';
import { TextFilter, useMatchingRows } from '../ui/text-filter.tsx';
import classes from './what-if-result.module.css';

interface Properties {
  readonly answer: WhatIfAnswer;
  readonly days: number;
  readonly action: ReactNode;
}

interface Row extends WhatIfCase {
  readonly id: string;
}

const getId = (row: Row): string => row.id;
const tones = {
  asked: 'waiting',
  refused: 'bad',
  seats_full: 'bad',
  ends_others: 'warn',
} as const satisfies Record<WhatIfCase['outcome'], MarkTone>;
/** Named at most; the rest is a number. */
const devicesMax = 3;

/** What recorded sign-ins would have met under the tried rules. */
export function WhatIfResult({ answer, days, action }: Properties) {
  const { t } = useTranslation();
  const toDevice = useDeviceWords();
  const [text, setText] = useState('');
  const all = useMemo(
    () => answer.cases.map((one, place): Row => ({ ...one, id: `${one.at}#${String(place)}` })),
    [answer],
  );
  const textOf = useCallback(
    ({ userName, device, devices }: Row): string =>
      [userName, ...[device, ...devices.map((one) => one.device)].map(toDevice)].join('\n'),
    [toDevice],
  );
  const rows = useMatchingRows(all, text, textOf);
  const columns = useMemo(
    (): readonly DataColumn<Row>[] => [
      {
        id: 'at',
        title: t('whatIf.table.at'),
        width: '7.5rem',
        sortValue: ({ at }) => Date.parse(at),
        exportValue: ({ at }) => at,
        cell: ({ at }) => <Moment iso={at} />,
      },
      {
        id: 'user',
        title: t('whatIf.table.user'),
        width: '16%',
        least: 6.5,
        sortValue: ({ userName }) => userName,
        exportValue: ({ userName }) => userName,
        cell: ({ userName }) => <span className={classes.name}>{userName}</span>,
      },
      {
        id: 'device',
        title: t('whatIf.table.device'),
        least: 8,
        sortValue: ({ device }) => toDevice(device),
        exportValue: ({ device }) => toDevice(device),
        cell: (row) => (
          <CellLines below={[row.class === 'app' && t('sessions.classApp')]}>
            {toDevice(row.device)}
          </CellLines>
        ),
      },
      {
        id: 'outcome',
        title: t('whatIf.table.outcome'),
        width: '11rem',
        sortValue: ({ outcome }) => outcome,
        exportValue: ({ outcome }) => t(`whatIf.outcomes.${outcome}`),
        cell: ({ outcome }) => <Mark tone={tones[outcome]}>{t(`whatIf.outcomes.${outcome}`)}</Mark>,
      },
      {
        id: 'devices',
        title: t('whatIf.table.devices'),
        width: '26%',
        least: 9,
        exportValue: ({ devices }) =>
          devices
            .map((one) => t('affected.who', { user: one.userName, device: toDevice(one.device) }))
            .join(', '),
        cell: ({ devices, userName }) => (
          <span className={classes.devices}>
            {devices
              .slice(0, devicesMax)
              .map((one) =>
                one.userName === userName
                  ? toDevice(one.device)
                  : t('affected.who', { user: one.userName, device: toDevice(one.device) }),
              )
              .join(', ')}
            {devices.length > devicesMax && ` ${t('affected.more', { count: devices.length - devicesMax })}`}
          </span>
        ),
      },
    ],
    [t, toDevice],
  );
  const { signIns, asked, refused, seatsFull, endsOthers } = answer;
  const met = asked + refused + seatsFull;
  const parts = [
    asked > 0 ? t('whatIf.counts.asked', { count: asked }) : '',
    refused > 0 ? t('whatIf.counts.refused', { count: refused }) : '',
    seatsFull > 0 ? t('whatIf.counts.seatsFull', { count: seatsFull }) : '',
    endsOthers > 0 ? t('whatIf.counts.endsOthers', { count: endsOthers }) : '',
  ].filter((part) => part !== '');
  const total = asked + refused + seatsFull + endsOthers;
  return (
    <Panel title={t('whatIf.result')} description={t('whatIf.resultDescription')} actions={action}>
      <output className={classes.sentence}>
        {signIns === 0
          ? t('whatIf.noSignIns', { count: days })
          : t('whatIf.sentence', { met, signIns: t('whatIf.signIns', { count: signIns }), count: days })}
      </output>
      {parts.length > 0 && <p className={classes.parts}>{parts.join(' · ')}</p>}
      {all.length > 0 && (
        <div className={classes.table}>
          <DataTable
            layout="fill"
            label={t('whatIf.table.label')}
            columns={columns}
            rows={rows}
            getId={getId}
            firstSort={{ column: 'at', descending: true }}
            list={{
              name: 'what-if',
              title: t('whatIf.table.label'),
              question: text,
              narrowed: [text],
              still: true,
              bar: (
                <TextFilter
                  label={t('ui.table.filter', { list: t('whatIf.table.label') })}
                  value={text}
                  onChange={setText}
                />
              ),
            }}
          />
        </div>
      )}
      {total > all.length && <p className={classes.parts}>{t('whatIf.newest', { count: all.length })}</p>}
    </Panel>
  );
}
