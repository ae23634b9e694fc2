import { Anchor, Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Report } from '../../shared/model/report.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { linkTo } from '../pieces/link-to.ts';
import { Moment } from '../pieces/moment.tsx';
import { Panel } from '../ui/panel.tsx';
import { ReportTable } from './report-table.tsx';
import { SaveCsvButton } from './save-csv-button.tsx';

/** Accounts that stand open and that nobody needs, as it seems. What becomes of them is said on their own page. */
export function UnusedPanel({ report }: { readonly report: Report }) {
  const { t } = useTranslation();
  const users = useMirror((mirror) => mirror.users);
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
      {unused.length > 0 && (
        <ReportTable
          label={t('reports.unused.title')}
          scrolls
          columns={[
            { title: t('reports.user') },
            { title: t('reports.unused.last') },
            { title: t('reports.unused.added') },
          ]}
          rows={unused.map(({ id, name, lastSignInAt, createdAt }) => ({
            key: id,
            cells: [
              users.has(id) ? (
                <Anchor key="user" href={linkTo('users', id)}>
                  {name}
                </Anchor>
              ) : (
                name
              ),
              lastSignInAt === undefined ? (
                t('reports.unused.never')
              ) : (
                <Moment key="last" iso={lastSignInAt} />
              ),
              <Moment key="added" iso={createdAt} />,
            ],
          }))}
        />
      )}
    </Panel>
  );
}
