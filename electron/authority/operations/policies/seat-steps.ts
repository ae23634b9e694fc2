/** All times are epoch ms. */

/** A session that holds a seat: from its sign-in on, up to but not at the moment it ended; undefined: it is live. */
export interface SeatSpan {
  readonly from: number;
  readonly to: number | undefined;
}

/** Seats in use from `at` on, until the next step. */
export interface UsedSeats {
  readonly at: number;
  readonly used: number;
}

/**
 * Seats in use over a range, as a step function: the first step is where the range begins, every further one has
 * another number than the one before. A session that takes the place of another in the same moment changes nothing.
 */
export function seatSteps(spans: readonly SeatSpan[], from: number, to: number): UsedSeats[] {
  let used = 0;
  // Numbers in typed arrays are sorted many times as fast as objects, and an install may have had a hundred thousand.
  const starts = new Float64Array(spans.length);
  const ends = new Float64Array(spans.length);
  let startCount = 0;
  let endCount = 0;
  for (const span of spans) {
    const end = span.to ?? Number.POSITIVE_INFINITY;
    if (end <= span.from || end <= from || span.from >= to) continue;
    if (span.from <= from) used += 1;
    else starts[startCount++] = span.from;
    if (end < to) ends[endCount++] = end;
  }
  const begun = starts.subarray(0, startCount).toSorted();
  const over = ends.subarray(0, endCount).toSorted();

  const steps: UsedSeats[] = [{ at: from, used }];
  for (let s = 0, e = 0; s < startCount || e < endCount;) {
    const at = Math.min(begun[s] ?? Number.POSITIVE_INFINITY, over[e] ?? Number.POSITIVE_INFINITY);
    const before = used;
    for (; begun[s] === at; s++) used += 1;
    for (; over[e] === at; e++) used -= 1;
    if (used !== before) steps.push({ at, used });
  }
  return steps;
}

/** The peak of each range, which follow one another: one walk over the steps for all of them. */
export function peaksOf(
  steps: readonly UsedSeats[],
  ranges: readonly { readonly from: number; readonly to: number }[],
): number[] {
  let next = 0;
  let used = 0;
  return ranges.map(({ from, to }) => {
    for (; (steps[next]?.at ?? Number.POSITIVE_INFINITY) <= from; next++) used = steps[next]?.used ?? used;
    let peak = used;
    for (; (steps[next]?.at ?? Number.POSITIVE_INFINITY) < to; next++) {
      used = steps[next]?.used ?? used;
      peak = Math.max(peak, used);
    }
    return peak;
  });
}

/**
 * No more steps than `most`, for a picture: in each of equal slots the highest number stands for all, so that the peak
 * stays what it was. As they are when there are no more.
 */
export function thinSteps(steps: readonly UsedSeats[], most: number, to: number): UsedSeats[] {
  const [first] = steps;
  if (first === undefined || steps.length <= most) return [...steps];
  const slotMs = (to - first.at) / most;
  const slots = Array.from({ length: most }, (_, slot) => ({
    from: first.at + slot * slotMs,
    to: first.at + (slot + 1) * slotMs,
  }));
  const peaks = peaksOf(steps, slots);
  return slots.flatMap(({ from: at }, slot) => {
    const used = peaks[slot] ?? 0;
    return slot > 0 && used === peaks[slot - 1] ? [] : [{ at: Math.round(at), used }];
  });
}
