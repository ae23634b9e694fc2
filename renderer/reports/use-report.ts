import { useState } from 'react';
import type { Report } from '../../shared/model/report.ts';
import { useQuery } from '../authority/use-query.ts';
import type { ReportRange } from './report-range.ts';

/** The report of a range. Another one stays on the screen, marked, until the wanted one is there. */
export function useReport({ from, to }: ReportRange) {
  const { result, retry } = useQuery(`${from} ${to}`, (client) => client.reports.get({ from, to }));
  const [last, setLast] = useState<Report>();
  if (result.state === 'done' && result.answer !== last) setLast(result.answer);
  return {
    report: result.state === 'done' ? result.answer : last,
    loading: result.state === 'loading',
    failure: result.state === 'failed' ? result.failure : undefined,
    retry,
  };
}
