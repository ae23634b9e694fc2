import { listLocalDays } from '../../../electron/authority/base/clock/local-day.ts';
import {
  peaksOf,
  seatSteps,
  type SeatSpan,
} from '../../../electron/authority/operations/policies/seat-steps.ts';
import { os } from './fake-os.ts';
import type { FakeRecords } from './fake-records.ts';

const dayMs = 24 * 3600_000;
const keptDays = 90;

/** Reports over the sessions there are, and a pause that lasts until its time. */
export function createFakeReportHandlers(records: FakeRecords) {
  const publishStatus = (): void => records.publish({ type: 'status.put', status: records.showStatus() });
  const setPause = (paused: { until?: string } | undefined): void => {
    const { paused: _before, ...status } = records.status;
    const alarms = status.alarms.filter(({ code }) => code !== 'sign_ins_paused');
    records.status =
      paused === undefined
        ? { ...status, alarms }
        : {
            ...status,
            paused,
            alarms: [
              ...alarms,
              {
                code: 'sign_ins_paused',
                since: new Date().toISOString(),
                sentence: 'Nobody new is let in. To resume earlier, run: rollcall resume',
                facts: { code: 'sign_ins_paused', ...paused },
              },
            ],
          };
    publishStatus();
  };
  const listSpans = (): SeatSpan[] => [
    ...[...records.sessions.values()].map((one) => ({ from: Date.parse(one.signedInAt), to: undefined })),
    ...records.ended.map((one) => ({
      from: Date.parse(one.signedInAt),
      to: one.ended && Date.parse(one.ended.at),
    })),
  ];
  return {
    signIns: {
      pause: os.signIns.pause.handler(({ input: { minutes } }) =>
        setPause(
          minutes === undefined ? {} : { until: new Date(Date.now() + minutes * 60_000).toISOString() },
        ),
      ),
      resume: os.signIns.resume.handler(() => setPause(undefined)),
      dismissPleas: os.signIns.dismissPleas.handler(({ input: { pleas } }) => {
        const seen = new Set(pleas.map(({ userId, at }) => `${userId} ${at}`));
        records.status.alarms = records.status.alarms.flatMap((alarm) => {
          if (alarm.facts?.code !== 'admission_asked') return [alarm];
          const people = alarm.facts.people.filter(({ userId, at }) => !seen.has(`${userId} ${at}`));
          return people.length === 0 ? [] : [{ ...alarm, facts: { ...alarm.facts, people } }];
        });
        publishStatus();
      }),
    },
    reports: {
      seatSteps: os.reports.seatSteps.handler(({ input: { hours } }) => {
        const now = Date.now();
        const steps = seatSteps(listSpans(), now - hours * 3600_000, now);
        return {
          steps: steps.map(({ at, used }) => ({ at: new Date(at).toISOString(), used })),
          peak: Math.max(...steps.map(({ used }) => used)),
        };
      }),
      get: os.reports.get.handler(({ input }) => {
        const now = Date.now();
        const first = new Date(now - keptDays * dayMs).toISOString().slice(0, 10);
        const today = new Date(now).toISOString().slice(0, 10);
        const from = input.from > first ? input.from : first;
        const to = input.to < today ? input.to : today;
        const days = listLocalDays(from, to);
        const spans = listSpans();
        const steps = seatSteps(spans, days[0]?.from ?? now, now + 1);
        const peaks = peaksOf(steps, days);
        const all = [...records.sessions.values(), ...records.ended];
        const startedIn = (range: { from: number; to: number }, userId?: string): number =>
          all.filter(({ signedInAt, userId: of }) => {
            const at = Date.parse(signedInAt);
            return range.from <= at && at < range.to && (userId ?? of) === of;
          }).length;
        const range = { from: days[0]?.from ?? now, to: days.at(-1)?.to ?? now };
        const users = [...records.users.values()];
        const liveOf = (id: string): number =>
          [...records.sessions.values()].filter(({ userId }) => userId === id).length;
        return {
          from,
          to,
          days: days.map((one, n) => ({
            day: one.day,
            peakSeats: peaks[n] ?? 0,
            ...(one.to > now ? records.status.today : noCounts),
            admitted: startedIn(one),
          })),
          topUsers: users
            .map(({ id, name }) => ({
              id,
              name,
              signIns: startedIn(range, id),
              refused: 0,
              live: liveOf(id),
            }))
            .filter(({ signIns }) => signIns > 0)
            .toSorted((a, b) => b.signIns - a.signIns)
            .slice(0, 50),
          unused: users
            .filter(({ id, disabled }) => !disabled && startedIn(range, id) === 0 && liveOf(id) === 0)
            .map(({ id, name, createdAt, lastSignInAt }) => ({
              id,
              name,
              createdAt,
              ...(lastSignInAt === undefined ? {} : { lastSignInAt }),
            })),
        };
      }),
    },
  };
}

const noCounts = { admitted: 0, asked: 0, limit: 0, seats: 0, hours: 0, paused: 0, failed: 0, throttled: 0 };
