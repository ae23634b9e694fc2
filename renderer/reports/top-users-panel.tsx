import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Report } from '../../shared/model/report.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { linkTo } from '../pieces/link-to.ts';
import { Panel } from '../ui/panel.tsx';
import { ReportTable } from './report-table.tsx';
import { SaveCsvButton } from './save-csv-button.tsx';
import { ShareBar } from './share-bar.tsx';

/** Who signs in most. A user who is gone has a name and nowhere to go. */
export function TopUsersPanel({ report }: { readonly report: Report }) {
  const { t } = useTranslation();
  const users = useMirror((mirror) => mirror.users);
  const { topUsers } = report;
  const most = Math.max(1, ...topUsers.map(({ signIns }) => signIns));
  const titles = {
    user: t('reports.user'),
    signIns: t('reports.top.signIns'),
    refused: t('reports.top.refused'),
    live: t('reports.top.live'),
  };
  return (
    <Panel
      title={t('reports.top.title')}
      description={topUsers.length === 0 ? t('reports.top.none') : t('reports.top.description')}
      actions={
        topUsers.length > 0 && (
          <SaveCsvButton
            label={t('reports.top.save')}
            fileName={`rollcall-users-${report.from}-${report.to}.csv`}
            titles={Object.values(titles)}
            rows={() => topUsers.map(({ name, signIns, refused, live }) => [name, signIns, refused, live])}
          />
        )
      }
    >
      {topUsers.length > 0 && (
        <ReportTable
          label={t('reports.top.title')}
          scrolls
          columns={[
            { title: titles.user },
            { title: titles.signIns, number: true },
            { title: t('reports.share') },
            { title: titles.refused, number: true },
            { title: titles.live, number: true },
          ]}
          rows={topUsers.map(({ id, name, signIns, refused, live }) => ({
            key: id,
            cells: [
              users.has(id) ? (
                <Anchor key="user" href={linkTo('users', id)}>
                  {name}
                </Anchor>
              ) : (
                name
              ),
              signIns,
              <ShareBar key="share" share={signIns / most} />,
              refused,
              live,
            ],
          }))}
        />
      )}
    </Panel>
  );
}
