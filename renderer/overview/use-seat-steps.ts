import { useEffect, useMemo, useState } from 'react';
import { useAuthorityStore } from '../authority/authority-store.ts';
import { cannotAsk, type CommandFailure } from '../authority/command-failure.ts';
import { useAuthorityNow } from '../authority/use-authority-now.ts';
import { sendCommand } from '../authority/use-command.ts';
import { useMirror } from '../authority/use-mirror.ts';
import type { ChartStep } from '../ui/chart/step-chart.tsx';

const hours = 24;
/** What comes between two questions is known of the mirror: seats in use at this moment. */
const againEveryMs = 60_000;

export interface SeatHistory {
  readonly steps: readonly ChartStep[];
  /** Authority time, epoch ms. */
  readonly now: number;
  /** Most at once since midnight on this computer's clock. */
  readonly peakToday: number;
}

/** Seats in use over the last day, up to this moment. What was known stays while it is asked for anew. */
export function useSeatSteps() {
  const client = useAuthorityStore((state) => state.client);
  const used = useMirror((mirror) => mirror.plan.used);
  const now = useAuthorityNow();
  const [asked, setAsked] = useState<readonly ChartStep[]>();
  const [failure, setFailure] = useState<CommandFailure>();
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (client === undefined) return undefined;
    let dropped = false;
    const ask = (): void => {
      void sendCommand((current) => current.reports.seatSteps({ hours })).then((result) => {
        if (dropped) return;
        setFailure(result.ok ? undefined : result.failure);
        if (!result.ok) return;
        setAsked(result.answer.steps.map((step) => ({ at: Date.parse(step.at), value: step.used })));
      });
    };
    ask();
    const timer = setInterval(ask, againEveryMs);
    return () => {
      dropped = true;
      clearInterval(timer);
    };
  }, [client, tries]);

  const history = useMemo((): SeatHistory | undefined => {
    if (asked === undefined) return undefined;
    const steps = asked.at(-1)?.value === used ? asked : [...asked, { at: now, value: used }];
    return { steps, now, peakToday: peakSince(steps, new Date(now).setHours(0, 0, 0, 0)) };
  }, [asked, used, now]);
  return {
    history,
    failure: client === undefined ? cannotAsk : failure,
    retry: () => setTries((count) => count + 1),
  };
}

function peakSince(steps: readonly ChartStep[], from: number): number {
  const before = steps.findLast(({ at }) => at <= from)?.value ?? 0;
  return steps.reduce((most, { at, value }) => (at > from ? Math.max(most, value) : most), before);
}
