import type { Report, SeatStep } from '../../../shared/model/report.ts';
import { listLocalDays, localDay } from '../base/clock/local-day.ts';
import type { Dependencies } from './dependencies.ts';
import { keptSince } from './maintain.ts';
import { peaksOf, seatSteps, thinSteps } from './policies/seat-steps.ts';
import { readSeatSpans } from './read-seat-spans.ts';
import { isoTime } from './show.ts';

const hourMs = 3600 * 1000;
const topUsersMax = 50;
/** More than a picture of it has pixels. */
const stepsMax = 2000;

/** What the days from `from` to `to` were like, of those that are still known as a whole. */
export async function showReport(
  deps: Dependencies,
  wanted: { readonly from: string; readonly to: string },
): Promise<Report> {
  const now = deps.clock.now();
  const from = latest(wanted.from, firstWholeDay(deps, now));
  const to = wanted.to < localDay(now) ? wanted.to : localDay(now);
  const days = listLocalDays(from, to);
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return { ...wanted, days: [], topUsers: [], unused: [] };

  const spans = await readSeatSpans(deps, first.from);
  const peaks = peaksOf(seatSteps(spans, first.from, Math.min(last.to, now + 1)), days);
  const counted = await deps.signIns.countDays(days);
  const users = await deps.signIns.countUsers(first.from, last.to);
  const signedIn = new Set(users.filter(({ admitted }) => admitted > 0).map(({ userId }) => userId));
  return {
    from,
    to,
    days: days.map(({ day }, n) => ({
      day,
      peakSeats: peaks[n] ?? 0,
      ...(counted[n] ?? {
        admitted: 0,
        asked: 0,
        limit: 0,
        seats: 0,
        hours: 0,
        paused: 0,
        failed: 0,
        throttled: 0,
      }),
    })),
    topUsers: users.slice(0, topUsersMax).map(({ userId, userName, admitted, stopped }) => ({
      id: userId,
      name: deps.users.find(userId)?.name ?? userName,
      signIns: admitted,
      refused: stopped,
      live: deps.sessions.countLive(userId),
    })),
    unused: deps.users
      .list()
      .filter(
        (user) =>
          !user.disabled &&
          user.createdAt < last.to &&
          !signedIn.has(user.id) &&
          deps.sessions.countLive(user.id) === 0,
      )
      .toSorted(
        (a, b) =>
          (a.lastSignInAt ?? 0) - (b.lastSignInAt ?? 0) ||
          a.createdAt - b.createdAt ||
          (a.name < b.name ? -1 : 1),
      )
      .map((user) => ({
        id: user.id,
        name: user.name,
        createdAt: isoTime(user.createdAt),
        ...(user.lastSignInAt === undefined ? {} : { lastSignInAt: isoTime(user.lastSignInAt) }),
      })),
  };
}

/** Seats in use over the last hours, for a picture of it. */
export async function showSeatSteps(
  deps: Dependencies,
  hours: number,
): Promise<{ steps: SeatStep[]; peak: number }> {
  const now = deps.clock.now();
  const from = now - hours * hourMs;
  const spans = await readSeatSpans(deps, from);
  const steps = seatSteps(spans, from, now + 1);
  return {
    steps: thinSteps(steps, stepsMax, now + 1).map(({ at, used }) => ({ at: isoTime(at), used })),
    peak: steps.reduce((most, { used }) => Math.max(most, used), 0),
  };
}

/** Of the day before it only a part may be known, so that its peak could be too low. */
function firstWholeDay(deps: Dependencies, now: number): string {
  return localDay(keptSince(deps, now) + 24 * hourMs);
}

function latest(a: string, b: string): string {
  return a > b ? a : b;
}
