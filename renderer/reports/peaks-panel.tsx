import { useTranslation } from 'react-i18next';
import type { Report } from '../../shared/model/report.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { getFormatLanguage } from '../pieces/format-moment.ts';
import { BarChart } from '../ui/chart/bar-chart.tsx';
import { Panel } from '../ui/panel.tsx';
import { noonOf } from './report-range.ts';
import { ReportTable } from './report-table.tsx';
import classes from './reports-screen.module.css';
import { SaveCsvButton } from './save-csv-button.tsx';

/** A plan many times as large as what was ever used would press the picture flat. */
const limitShownUpTo = 4;

/** Most seats in use at once, day by day: the picture and its table side by side. */
export function PeaksPanel({ report }: { readonly report: Report }) {
  const { t, i18n } = useTranslation();
  const seats = useMirror((mirror) => mirror.plan.seats);
  const language = getFormatLanguage(i18n.language);
  const short = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' });
  const long = new Intl.DateTimeFormat(language, { weekday: 'short', day: 'numeric', month: 'short' });
  const { days } = report;
  const highest = days.reduce((most, one) => (one.peakSeats > most.peakSeats ? one : most), {
    day: report.from,
    peakSeats: 0,
  });
  const limit =
    seats !== 'unlimited' && seats > 0 && seats <= Math.max(1, highest.peakSeats) * limitShownUpTo
      ? seats
      : undefined;
  return (
    <Panel
      title={t('reports.peaks.title')}
      description={t('reports.peaks.description')}
      actions={
        <SaveCsvButton
          label={t('reports.peaks.save')}
          fileName={`rollcall-days-${report.from}-${report.to}.csv`}
          titles={[
            t('reports.day'),
            t('reports.peaks.seats'),
            t('reports.kinds.admitted'),
            t('reports.kinds.limit'),
            t('reports.kinds.seats'),
            t('reports.kinds.hours'),
            t('reports.kinds.paused'),
            t('reports.kinds.failed'),
            t('reports.kinds.throttled'),
          ]}
          rows={() =>
            days.map((one) => [
              one.day,
              one.peakSeats,
              one.admitted,
              one.limit,
              one.seats,
              one.hours,
              one.paused,
              one.failed,
              one.throttled,
            ])
          }
        />
      }
    >
      <div className={classes.beside}>
        <BarChart
          label={t('reports.peaks.label', {
            count: days.length,
            peak: highest.peakSeats,
            day: long.format(noonOf(highest.day)),
          })}
          limit={limit}
          bars={days.map(({ day, peakSeats }) => ({
            key: day,
            value: peakSeats,
            words: t('reports.peaks.bar', { day: long.format(noonOf(day)), count: peakSeats }),
            mark: short.format(noonOf(day)),
          }))}
        />
        <ReportTable
          label={t('reports.peaks.table')}
          scrolls
          columns={[
            { title: t('reports.day') },
            { title: t('reports.peaks.seats'), number: true },
            { title: t('reports.kinds.admitted'), number: true },
          ]}
          rows={days.toReversed().map((one) => ({
            key: one.day,
            cells: [
              <time key="day" dateTime={one.day}>
                {long.format(noonOf(one.day))}
              </time>,
              one.peakSeats,
              one.admitted,
            ],
          }))}
        />
      </div>
    </Panel>
  );
}
