import { useState } from 'react';
import { ChartFrame } from './chart-frame.tsx';
import classes from './chart.module.css';
import { makeScale } from './make-scale.ts';

export interface ChartBar {
  readonly key: string;
  readonly value: number;
  /** The bar in words. */
  readonly words: string;
  /** Under the bar; where there are many, only under some. */
  readonly mark: string;
}

interface Properties {
  readonly label: string;
  readonly bars: readonly ChartBar[];
  readonly limit?: number | undefined;
}

const marksMax = 8;
/** Of the room a bar has. */
const gap = 0.25;

/** One number for each of some days. */
export function BarChart({ label, bars, limit }: Properties) {
  const [pointed, setPointed] = useState<number>();
  const highest = bars.reduce((most, { value }) => Math.max(most, value), limit ?? 0);
  const lines = makeScale(highest);
  const top = lines.at(-1) ?? 1;
  const width = 1 / Math.max(1, bars.length);
  const every = Math.ceil(bars.length / marksMax);
  const middle = (n: number): number => (n + 0.5) * width;
  const read = pointed === undefined ? undefined : bars[pointed];
  return (
    <ChartFrame
      label={label}
      lines={lines}
      marks={bars.flatMap(({ mark }, n) => (n % every === 0 ? [{ place: middle(n), label: mark }] : []))}
      pointed={
        read === undefined || pointed === undefined
          ? undefined
          : { place: middle(pointed), label: read.words }
      }
      onPointerMove={(event) => {
        const box = event.currentTarget.getBoundingClientRect();
        setPointed(Math.floor(((event.clientX - box.left) / box.width) * bars.length));
      }}
      onPointerLeave={() => setPointed(undefined)}
    >
      {bars.map(({ key, value }, n) => (
        <rect
          key={key}
          className={classes.bar}
          data-pointed={n === pointed || undefined}
          x={(n + gap / 2) * width}
          width={(1 - gap) * width}
          y={1 - value / top}
          height={value / top}
        />
      ))}
      {limit !== undefined && (
        <line className={classes.limit} x1="0" x2="1" y1={1 - limit / top} y2={1 - limit / top} />
      )}
    </ChartFrame>
  );
}
