import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  peaksOf,
  seatSteps,
  thinSteps,
  type SeatSpan,
} from '../../electron/authority/operations/policies/seat-steps.ts';

describe('seats in use over time', () => {
  it('goes up with each sign-in and down with each end', () => {
    const spans = [
      { from: 10, to: 30 },
      { from: 20, to: undefined },
    ];
    expect(seatSteps(spans, 0, 100)).toEqual([
      { at: 0, used: 0 },
      { at: 10, used: 1 },
      { at: 20, used: 2 },
      { at: 30, used: 1 },
    ]);
  });

  it('begins with those who were in already, and leaves out those who were not in it at all', () => {
    const spans = [
      { from: 1, to: undefined },
      { from: 1, to: 10 },
      { from: 2, to: 50 },
      { from: 90, to: undefined },
    ];
    expect(seatSteps(spans, 10, 90)).toEqual([
      { at: 10, used: 2 },
      { at: 50, used: 1 },
    ]);
  });

  it('does not count a place twice that passes from one session to the next in the same moment', () => {
    const spans = [
      { from: 0, to: 40 },
      { from: 40, to: 60 },
    ];
    const steps = seatSteps(spans, 0, 100);
    expect(steps).toEqual([
      { at: 0, used: 1 },
      { at: 60, used: 0 },
    ]);
    expect(peaksOf(steps, [{ from: 0, to: 100 }])).toEqual([1]);
  });

  it('gives each day its own peak, with those who came the day before', () => {
    const spans = [
      { from: 5, to: 15 },
      { from: 8, to: 12 },
      { from: 20, to: 21 },
    ];
    const days = [
      { from: 0, to: 10 },
      { from: 10, to: 20 },
      { from: 20, to: 30 },
      { from: 30, to: 40 },
    ];
    expect(peaksOf(seatSteps(spans, 0, 40), days)).toEqual([2, 2, 1, 0]);
  });
});

const end = 40;
const spans = fc.array(
  fc.record({
    from: fc.integer({ min: -10, max: end + 5 }),
    to: fc.option(fc.integer({ min: -10, max: end + 5 }), { nil: undefined }),
  }),
  { maxLength: 30 },
);
/** Counted by asking every session at every moment. */
const usedAt = (all: readonly SeatSpan[], at: number): number =>
  all.filter(({ from, to }) => from <= at && (to === undefined || at < to)).length;
const moments = Array.from({ length: end }, (_, at) => at);

describe('any history of sessions', () => {
  it('has at every moment the number that asking each session gives', () => {
    fc.assert(
      fc.property(spans, (all) => {
        const steps = seatSteps(all, 0, end);
        expect(steps[0]?.at).toBe(0);
        for (const at of moments) {
          expect(steps.findLast((step) => step.at <= at)?.used).toBe(usedAt(all, at));
        }
        const isRepeat = steps.some((step, n) => n > 0 && step.used === steps[n - 1]?.used);
        expect(isRepeat).toBe(false);
      }),
    );
  });

  it('has the peaks that asking each session at each moment gives, wherever the days are cut', () => {
    fc.assert(
      fc.property(
        spans,
        fc.uniqueArray(fc.integer({ min: 1, max: end - 1 }), { maxLength: 5 }),
        (all, cuts) => {
          const edges = [0, ...cuts.toSorted((a, b) => a - b), end];
          const ranges = edges.slice(1).map((to, n) => ({ from: edges[n] ?? 0, to }));
          expect(peaksOf(seatSteps(all, 0, end), ranges)).toEqual(
            ranges.map(({ from, to }) =>
              Math.max(...moments.filter((at) => from <= at && at < to).map((at) => usedAt(all, at))),
            ),
          );
        },
      ),
    );
  });

  it('keeps its peak, and never says less than there was, in a picture with fewer steps', () => {
    fc.assert(
      fc.property(spans, fc.integer({ min: 1, max: 10 }), (all, most) => {
        const steps = seatSteps(all, 0, end);
        const thin = thinSteps(steps, most, end);
        expect(thin.length).toBeLessThanOrEqual(most);
        expect(Math.max(...thin.map(({ used }) => used))).toBe(Math.max(...steps.map(({ used }) => used)));
        for (const { at, used } of steps) {
          // A slot begins at a whole number of ms.
          const shown = thin.findLast((step) => step.at <= at)?.used ?? 0;
          const next = thin.find((step) => step.at > at)?.used ?? 0;
          expect(Math.max(shown, next)).toBeGreaterThanOrEqual(used);
        }
      }),
    );
  });
});
