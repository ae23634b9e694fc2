import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Report } from '../../shared/model/report.ts';
import { linkTo } from '../pieces/link-to.ts';
import { Mark, type MarkTone } from '../ui/mark.tsx';
import { Panel } from '../ui/panel.tsx';
import { ReportTable } from './report-table.tsx';
import { SaveCsvButton } from './save-csv-button.tsx';
import { ShareBar } from './share-bar.tsx';

const kinds = [
  { name: 'limit', tone: 'stopped' },
  { name: 'seats', tone: 'stopped' },
  { name: 'hours', tone: 'stopped' },
  { name: 'paused', tone: 'stopped' },
  { name: 'failed', tone: 'warn' },
  { name: 'throttled', tone: 'warn' },
] as const satisfies readonly { name: string; tone: MarkTone }[];

/** Who was not let in, by what stood in the way. A rule that said no is no failure. */
export function RefusalsPanel({ report: { days, from, to } }: { readonly report: Report }) {
  const { t } = useTranslation();
  const sumOf = (name: (typeof kinds)[number]['name']): number =>
    days.reduce((sum, one) => sum + one[name], 0);
  const most = Math.max(1, ...kinds.map(({ name }) => sumOf(name)));
  const admitted = days.reduce((sum, one) => sum + one.admitted, 0);
  return (
    <Panel
      title={t('reports.refusals.title')}
      description={t('reports.refusals.description', { count: admitted })}
      actions={
        <>
          <Button component="a" href={linkTo('audit', 'stopped')} size="compact-sm" variant="default">
            {t('reports.refusals.audit')}
          </Button>
          <SaveCsvButton
            label={t('reports.refusals.save')}
            fileName={`rollcall-refusals-${from}-${to}.csv`}
            titles={[t('reports.refusals.kind'), t('reports.refusals.count')]}
            rows={() => kinds.map(({ name }) => [t(`reports.kinds.${name}`), sumOf(name)])}
          />
        </>
      }
    >
      <ReportTable
        label={t('reports.refusals.title')}
        columns={[
          { title: t('reports.refusals.kind') },
          { title: t('reports.refusals.count'), number: true },
          { title: t('reports.share') },
        ]}
        rows={kinds.map(({ name, tone }) => ({
          key: name,
          cells: [
            <Mark key="kind" tone={tone}>
              {t(`reports.kinds.${name}`)}
            </Mark>,
            sumOf(name),
            <ShareBar key="share" share={sumOf(name) / most} />,
          ],
        }))}
      />
    </Panel>
  );
}
