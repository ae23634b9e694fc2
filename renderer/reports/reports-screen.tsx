import { Button } from '@mantine/core';
import { IconChartBar, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { getAuthorityNow } from '../authority/authority-store.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { getFormatLanguage } from '../pieces/format-moment.ts';
import { Empty } from '../ui/empty.tsx';
import { Notice } from '../ui/notice.tsx';
import { Screen } from '../ui/screen.tsx';
import { SkeletonRows } from '../ui/skeleton-rows.tsx';
import { PeaksPanel } from './peaks-panel.tsx';
import { RangeBar } from './range-bar.tsx';
import { RefusalsPanel } from './refusals-panel.tsx';
import { lastDays, noonOf, type ReportRange } from './report-range.ts';
import classes from './reports-screen.module.css';
import { TopUsersPanel } from './top-users-panel.tsx';
import { UnusedPanel } from './unused-panel.tsx';
import { useReport } from './use-report.ts';

const usualDays = 30;

/** How the days were: seats, refusals, who signs in and who does not. */
export function ReportsScreen() {
  const { t, i18n } = useTranslation();
  const [range, setRange] = useState<ReportRange>(() => lastDays(getAuthorityNow(), usualDays));
  const [atFault, setAtFault] = useState(false);
  const { report, loading, failure, retry } = useReport(range);
  const anybody = useMirror((mirror) => mirror.status.setup.firstSession);
  const long = new Intl.DateTimeFormat(getFormatLanguage(i18n.language), { dateStyle: 'long' });
  const isUneventful =
    report !== undefined && report.days.every(({ admitted, peakSeats }) => admitted + peakSeats === 0);
  return (
    <Screen
      title={t('reports.title')}
      description={t('reports.description')}
      actions={
        <Button
          variant="default"
          leftSection={<IconPrinter size={16} aria-hidden />}
          onClick={() => window.print()}
        >
          {t('reports.print')}
        </Button>
      }
    >
      <RangeBar range={range} onChange={setRange} onFault={setAtFault} />
      <FailureNotice failure={atFault ? undefined : failure} onRetry={retry} />
      {report === undefined ? (
        failure === undefined && <SkeletonRows rows={8} />
      ) : isUneventful && !anybody ? (
        <Empty framed icon={IconChartBar} title={t('reports.emptyTitle')}>
          {t('reports.emptyBody')}
        </Empty>
      ) : (
        <div
          className={classes.report}
          aria-busy={loading}
          data-loading={loading || undefined}
          // An answer for other days than those that stand above it.
          data-hidden={atFault || undefined}
        >
          <p className={classes.paperTitle}>
            {t('reports.paper', {
              from: long.format(noonOf(report.from)),
              to: long.format(noonOf(report.to)),
            })}
          </p>
          {report.days.length === 0 ? (
            <Notice tone="info" title={t('reports.nothingKept')}>
              {t('reports.kept')}
            </Notice>
          ) : (
            <>
              {report.from > range.from && !loading && (
                <Notice tone="info">
                  {t('reports.knownSince', { day: long.format(noonOf(report.from)) })} {t('reports.kept')}
                </Notice>
              )}
              <PeaksPanel report={report} />
              <div className={classes.pair}>
                <RefusalsPanel report={report} />
                <TopUsersPanel report={report} />
              </div>
              <UnusedPanel report={report} />
            </>
          )}
        </div>
      )}
    </Screen>
  );
}
