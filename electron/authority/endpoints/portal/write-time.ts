import type { Frame } from './frame.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** What writing a time needs of a frame; its zone is that of the authority, which is that of the LAN. */
type Times = Pick<Frame, 't' | 'now' | 'formats'>;

/** Time of day, with the date when it is another day. */
export function timeText(frame: Times, at: number): string {
  return writeClock(frame, at, { day: 'numeric', month: 'short' });
}

/** With the day of the week when it is another day: for times of the coming week. */
export function dayTimeText(frame: Times, at: number): string {
  return writeClock(frame, at, { weekday: 'long' });
}

/** How far from now, up to a day; else the time itself. */
export function momentText(frame: Times, at: number): string {
  return distanceText(frame, at) ?? timeText(frame, at);
}

/** How far from now, up to a day, in whole minutes or hours that have passed or are left. */
export function distanceText(frame: Times, at: number): string | undefined {
  const distance = at - frame.now;
  const size = Math.abs(distance);
  if (size >= dayMs) return undefined;
  if (size < minuteMs && distance <= 0) return frame.t('time.now');
  const relative = new Intl.RelativeTimeFormat(frame.formats, { numeric: 'always' });
  const unitMs = size < hourMs ? minuteMs : hourMs;
  // What comes is not said to come sooner than it does.
  const units = distance > 0 ? Math.ceil(size / unitMs) : -Math.floor(size / unitMs);
  return relative.format(units, unitMs === minuteMs ? 'minute' : 'hour');
}

/** The whole of it, with the zone. */
export function fullTimeText(frame: Times, at: number): string {
  return new Intl.DateTimeFormat(frame.formats, { dateStyle: 'full', timeStyle: 'long' }).format(at);
}

/** Morning or afternoon does not stand on a line of its own, apart from its hour. */
function writeClock(frame: Times, at: number, otherDay: Intl.DateTimeFormatOptions): string {
  const sameDay = new Date(at).toDateString() === new Date(frame.now).toDateString();
  const { hour12 } = new Intl.DateTimeFormat(frame.formats, { hour: 'numeric' }).resolvedOptions();
  return new Intl.DateTimeFormat(frame.formats, {
    hour: hour12 === true ? 'numeric' : '2-digit',
    minute: '2-digit',
    ...(sameDay ? {} : otherDay),
  })
    .formatToParts(at)
    .map(({ value }, n, parts) =>
      parts[n + 1]?.type === 'dayPeriod' ? value.replace(/\s$/, '\u00a0') : value,
    )
    .join('');
}
