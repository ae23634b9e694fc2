import type { AuthorityClock } from '../../base/clock/authority-clock.ts';
import type { Frame } from './frame.ts';
import { timeText } from './write-time.ts';

/** A code that is right at another time: which clock is to be looked at. */
export function clockSentence(frame: Frame, clock: AuthorityClock, minutes: number): string {
  if (clock.alarm() !== undefined) return frame.t('code.clockOfRollcall');
  const time = timeText({ ...frame, now: clock.wall() }, clock.wall());
  return minutes > 0
    ? frame.t('code.clockAhead', { count: minutes, time })
    : frame.t('code.clockBehind', { count: -minutes, time });
}

/**
 * A wrong code, while the clock it is compared by may be wrong itself.
 * @param isNew of a second factor that is being added: there are no recovery codes yet
 */
export function wrongCodeSentence(frame: Frame, clock: AuthorityClock, isNew = false): string {
  const wrong = frame.t(isNew ? 'code.newSecondFactorWrong' : 'code.second_factor_wrong');
  return clock.alarm() === undefined ? wrong : `${wrong} ${frame.t('code.clockOfRollcall')}`;
}
