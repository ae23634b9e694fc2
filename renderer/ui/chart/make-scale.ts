/** Lines across a chart of whole numbers: from zero, at round numbers, up to one at or above the highest. */
export function makeScale(highest: number, linesMax = 4): readonly number[] {
  const rough = Math.max(1, highest) / linesMax;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(
    1,
    [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((one) => one >= rough) ?? 1,
  );
  // Half a session is none: 2.5 is a step only where it stands for 25 or more.
  const whole = Number.isInteger(step) ? step : Math.ceil(step);
  const lines = Math.max(1, Math.ceil(highest / whole));
  return Array.from({ length: lines + 1 }, (_, line) => line * whole);
}
