import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '../../shared/model/audit.ts';
import { CellLines } from '../ui/cell-lines.tsx';
import type { DataColumn } from '../ui/data-table.tsx';
import { Mark, type MarkTone } from '../ui/mark.tsx';
import classes from './audit-columns.module.css';
import { kindOfAction, type AuditKind } from './audit-kinds.ts';
import { Moment } from './moment.tsx';
import { useAuditWords } from './use-audit-words.ts';

const tones = {
  failures: 'warn',
  stopped: 'stopped',
  sessions: 'quiet',
  changes: 'quiet',
  rollcall: 'quiet',
} as const satisfies Record<AuditKind, MarkTone>;

/** In the order of the audit, which is by number: a clock that was wrong does not move an entry. */
export function useAuditColumns(): readonly DataColumn<AuditEntry>[] {
  const { t } = useTranslation();
  const toWords = useAuditWords();
  return useMemo(
    () => [
      {
        id: 'seq',
        title: t('audit.seq'),
        width: '5.5rem',
        sortValue: ({ seq }) => seq,
        exportValue: ({ seq }) => seq,
        cell: ({ seq }) => <span className={classes.seq}>{seq}</span>,
      },
      {
        id: 'at',
        title: t('audit.at'),
        width: '8.5rem',
        exportValue: ({ at }) => at,
        cell: ({ at }) => <Moment iso={at} />,
      },
      {
        id: 'what',
        title: t('audit.what'),
        sortValue: (entry) => toWords(entry).what,
        exportValue: (entry) => {
          const { what, detail } = toWords(entry);
          return detail === '' ? what : `${what}: ${detail}`;
        },
        cell: (entry) => {
          const { what, detail } = toWords(entry);
          return (
            <CellLines
              below={[
                detail !== '' && (
                  <span key="detail" className={classes.detail}>
                    {detail}
                  </span>
                ),
              ]}
            >
              <Mark tone={tones[kindOfAction[entry.action]]}>{what}</Mark>
            </CellLines>
          );
        },
      },
      {
        id: 'about',
        title: t('audit.about'),
        width: '26%',
        sortValue: (entry) => toWords(entry).about,
        exportValue: (entry) => toWords(entry).about,
        cell: (entry) => toWords(entry).about,
      },
      {
        id: 'by',
        title: t('audit.byTitle'),
        width: '8rem',
        sortValue: (entry) => toWords(entry).by,
        exportValue: (entry) => toWords(entry).by,
        cell: (entry) => toWords(entry).by,
      },
      {
        id: 'address',
        title: t('audit.address'),
        width: '8.25rem',
        sortValue: ({ address }) => address,
        exportValue: ({ address }) => address,
        cell: ({ address }) => (address === '' ? '–' : address),
      },
    ],
    [t, toWords],
  );
}
