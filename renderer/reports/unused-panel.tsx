import { Anchor, Button } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Report } from '../../shared/model/report.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { linkTo } from '../pieces/link-to.ts';
import { Moment } from '../pieces/moment.tsx';
import { DataTable, type DataColumn } from '../ui/data-table.tsx';
import { Panel } from '../ui/panel.tsx';
import { PaperRest } from '../ui/paper-rest.tsx';
import { paperRowsMax } from '../ui/paper-rows-max.ts';
import { usePrinting } from '../ui/use-printing.ts';
import { ReportTable } from './report-table.tsx';
import classes from './reports-screen.module.css';
import { SaveCsvButton } from './save-csv-button.tsx';

type Unused = Report['unused'][number];

const getId = ({ id }: Unused): string => id;

/** Accounts that stand open and that nobody needs, as it seems. What becomes of them is said on their own page. */
export function UnusedPanel({ report }: { readonly report: Report }) {
  const { t } = useTranslation();
  const printing = usePrinting();
  const columns = useUnusedColumns();
  const { unused } = report;
  return (
    <Panel
      title={t('reports.unused.title')}
      description={unused.length === 0 ? t('reports.unused.none') : t('reports.unused.description')}
      actions={
        unused.length > 0 && (
          <>
            <Button component="a" href={linkTo('users')} size="compact-sm" variant="default">
              {t('reports.unused.open')}
            </Button>
            <SaveCsvButton
              label={t('reports.unused.save')}
              fileName={`rollcall-unused-${report.from}-${report.to}.csv`}
              titles={[t('reports.user'), t('reports.unused.last'), t('reports.unused.added')]}
              rows={() => unused.map(({ name, lastSignInAt, createdAt }) => [name, lastSignInAt, createdAt])}
            />
          </>
        )
      }
    >
      {unused.length > 0 &&
        // On paper nothing scrolls.
        (printing ? (
          <>
            <ReportTable
              label={t('reports.unused.title')}
              columns={columns}
              rows={unused.slice(0, paperRowsMax).map((user) => ({
                key: user.id,
                cells: columns.map(({ cell }) => cell(user)),
              }))}
            />
            <PaperRest rows={unused.length} />
          </>
        ) : (
          <div className={classes.long}>
            <DataTable
              layout="fill"
              label={t('reports.unused.title')}
              columns={columns}
              rows={unused}
              getId={getId}
              firstSort={{ column: 'last', descending: false }}
            />
          </div>
        ))}
    </Panel>
  );
}

function useUnusedColumns(): readonly DataColumn<Unused>[] {
  const { t } = useTranslation();
  const users = useMirror((mirror) => mirror.users);
  return useMemo(
    () => [
      {
        id: 'user',
        title: t('reports.user'),
        sortValue: ({ name }) => name,
        cell: ({ id, name }) => (users.has(id) ? <Anchor href={linkTo('users', id)}>{name}</Anchor> : name),
      },
      {
        id: 'last',
        title: t('reports.unused.last'),
        sortValue: ({ lastSignInAt, createdAt }) => `${lastSignInAt ?? ''} ${createdAt}`,
        cell: ({ lastSignInAt }) =>
          lastSignInAt === undefined ? t('reports.unused.never') : <Moment iso={lastSignInAt} />,
      },
      {
        id: 'added',
        title: t('reports.unused.added'),
        sortValue: ({ createdAt }) => createdAt,
        cell: ({ createdAt }) => <Moment iso={createdAt} />,
      },
    ],
    [t, users],
  );
}
