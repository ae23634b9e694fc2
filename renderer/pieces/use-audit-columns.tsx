import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '../../shared/model/audit.ts';
import { CellLines } from '../ui/cell-lines.tsx';
import type { DataColumn } from '../ui/data-table.tsx';
import { Mark, type MarkTone } from '../ui/mark.tsx';
import { AboutText, writeAbout } from './about-text.tsx';
import { AuditChangesText, writeChanges } from './audit-changes-text.tsx';
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
        width: '4.75rem',
        sortValue: ({ seq }) => seq,
        exportValue: ({ seq }) => seq,
        cell: ({ seq }) => <span className={classes.seq}>{seq}</span>,
      },
      {
        id: 'at',
        title: t('audit.at'),
        width: '7.5rem',
        exportValue: ({ at }) => at,
        cell: ({ at }) => <Moment iso={at} />,
      },
      {
        id: 'what',
        title: t('audit.what'),
        least: 10,
        sortValue: (entry) => toWords(entry).what,
        exportValue: (entry) => {
          const words = toWords(entry);
          const more = writeChanges(words);
          return more === '' ? words.what : `${words.what}: ${more}`;
        },
        cell: (entry) => {
          const words = toWords(entry);
          return (
            <CellLines
              below={[
                (words.detail !== '' || words.changes.length > 0) && (
                  <span key="detail" className={classes.detail}>
                    <AuditChangesText words={words} />
                  </span>
                ),
              ]}
            >
              <Mark tone={tones[kindOfAction[entry.action]]}>{words.what}</Mark>
            </CellLines>
          );
        },
      },
      {
        id: 'about',
        title: t('audit.about'),
        width: '15%',
        least: 8,
        sortValue: (entry) => writeAbout(toWords(entry)),
        exportValue: (entry) => writeAbout(toWords(entry)),
        cell: (entry) => <AboutText about={toWords(entry).about} />,
      },
      {
        id: 'result',
        title: t('audit.result'),
        width: '8.5rem',
        spareRank: 3,
        sortValue: (entry) => toWords(entry).resultWords,
        exportValue: (entry) => toWords(entry).resultWords,
        cell: (entry) => toWords(entry).resultWords,
      },
      {
        id: 'by',
        title: t('audit.byTitle'),
        width: '7rem',
        spareRank: 2,
        sortValue: (entry) => toWords(entry).by,
        exportValue: (entry) => toWords(entry).by,
        cell: (entry) => <bdi>{toWords(entry).by}</bdi>,
      },
      {
        id: 'address',
        title: t('audit.address'),
        width: '7.75rem',
        spareRank: 1,
        sortValue: ({ address }) => address,
        exportValue: ({ address }) => address,
        cell: ({ address }) => (address === '' ? '–' : <bdi dir="ltr">{address}</bdi>),
      },
    ],
    [t, toWords],
  );
}
