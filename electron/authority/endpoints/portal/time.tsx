import type { Frame } from './frame.ts';
import { dayTimeText, distanceText, fullTimeText, momentText, timeText } from './write-time.ts';

interface TimeProps {
  readonly frame: Frame;
  /** Epoch ms. */
  readonly at: number;
}

/** A time that is past: how long ago up to a day, which goes on while the page is open; the whole of it when pointed at. */
export function Time({ frame, at: written }: TimeProps) {
  // What was written while the page was made is not still to come.
  const at = Math.min(written, frame.now);
  const ago = frame.now - at;
  return (
    <time
      dateTime={new Date(written).toISOString()}
      title={fullTimeText(frame, written)}
      {...(distanceText(frame, at) === undefined ? {} : { 'data-ago': ago, 'data-formats': frame.formats })}
    >
      {momentText(frame, at)}
    </time>
  );
}

/** With the time of day beside it, for what somebody compares with what they remember. */
export function TimeOfDay({ frame, at }: TimeProps) {
  return distanceText(frame, at) === undefined ? (
    <Time frame={frame} at={at} />
  ) : (
    <>
      <Time frame={frame} at={at} /> <span className="clock">({timeText(frame, at)})</span>
    </>
  );
}

/** A time to come: on the clock, or on which day of the week; within a day how long until then as well. */
export function TimeToCome({ frame, at }: TimeProps) {
  const distance = distanceText(frame, at);
  return (
    <>
      <strong>
        <time dateTime={new Date(at).toISOString()} title={fullTimeText(frame, at)}>
          {dayTimeText(frame, at)}
        </time>
      </strong>
      {distance === undefined ? null : <> ({distance})</>}
    </>
  );
}
