import { useState } from 'react';
import { ChartFrame, type ChartMark } from './chart-frame.tsx';
import classes from './chart.module.css';
import { makeScale } from './make-scale.ts';

export interface ChartStep {
  /** Epoch ms; the value holds until the next step. */
  readonly at: number;
  readonly value: number;
}

interface Properties {
  readonly label: string;
  /** The first one is where the picture begins. */
  readonly steps: readonly ChartStep[];
  /** Where it ends, epoch ms. */
  readonly to: number;
  readonly marks: readonly ChartMark[];
  /** A line that the values are held against. */
  readonly limit?: number | undefined;
  /** One moment and its value in words. */
  readonly say: (at: number, value: number) => string;
}

/** Something that stays as it is until it changes, over time. */
export function StepChart({ label, steps, to, marks, limit, say }: Properties) {
  const [place, setPlace] = useState<number>();
  const from = steps[0]?.at ?? to;
  const width = Math.max(1, to - from);
  const highest = steps.reduce((most, { value }) => Math.max(most, value), limit ?? 0);
  const lines = makeScale(highest);
  const top = lines.at(-1) ?? 1;
  const points = steps.map(({ at, value }) => ({ x: (at - from) / width, y: 1 - value / top }));
  const path = points
    .map(({ x, y }, n) => (n === 0 ? `M0 ${String(y)}` : `H${String(x)}V${String(y)}`))
    .concat('H1')
    .join('');
  const at = place === undefined ? undefined : from + place * width;
  const read = at === undefined ? undefined : (steps.findLast((step) => step.at <= at)?.value ?? 0);
  return (
    <ChartFrame
      label={label}
      lines={lines}
      marks={marks}
      pointed={
        place === undefined || at === undefined || read === undefined
          ? undefined
          : { place, label: say(at, read) }
      }
      onPointerMove={(event) => {
        const box = event.currentTarget.getBoundingClientRect();
        setPlace(Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)));
      }}
      onPointerLeave={() => setPlace(undefined)}
    >
      <path className={classes.area} d={`${path}V1H0Z`} />
      <path className={classes.stroke} d={path} />
      {limit !== undefined && (
        <line className={classes.limit} x1="0" x2="1" y1={1 - limit / top} y2={1 - limit / top} />
      )}
    </ChartFrame>
  );
}
