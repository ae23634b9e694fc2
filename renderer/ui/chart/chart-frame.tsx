import type { PointerEventHandler, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatTag } from '../../../shared/languages.ts';
import classes from './chart.module.css';

export interface ChartMark {
  /** From 0, at the start, to 1. */
  readonly place: number;
  readonly label: string;
}

interface Properties {
  /** What the picture says, in words: whoever does not see it has this and the table beside it. */
  readonly label: string;
  /** Numbers of the lines across, from zero up. */
  readonly lines: readonly number[];
  readonly marks: readonly ChartMark[];
  /** What is under the pointer, where it stands. */
  readonly pointed?: ChartMark | undefined;
  readonly onPointerMove?: PointerEventHandler;
  readonly onPointerLeave?: PointerEventHandler;
  /** Drawn in a square from 0 to 1, the origin at the top. */
  readonly children: ReactNode;
}

/** Lines, numbers and times around a picture that is as wide as there is room. Time goes from left to right everywhere. */
export function ChartFrame({ label, lines, marks, pointed, children, ...events }: Properties) {
  const { i18n } = useTranslation();
  const top = lines.at(-1) ?? 1;
  return (
    <figure className={classes.chart} dir="ltr">
      <div className={classes.plot} {...events}>
        {lines.map((line) => (
          <div
            key={line}
            aria-hidden
            className={classes.line}
            data-base={line === 0 || undefined}
            style={{ insetBlockEnd: percent(line / top) }}
          >
            <span className={classes.number}>{line.toLocaleString(formatTag(i18n.language))}</span>
          </div>
        ))}
        {/* What is drawn here cannot be an <img>. */}
        <svg
          className={classes.picture}
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
          role="img"
          aria-label={label}
          viewBox="0 0 1 1"
          preserveAspectRatio="none"
        >
          {children}
        </svg>
        {pointed !== undefined && (
          <div aria-hidden className={classes.pointer} style={{ insetInlineStart: percent(pointed.place) }}>
            <span className={classes.reading} data-late={pointed.place > 0.5 || undefined}>
              {pointed.label}
            </span>
          </div>
        )}
      </div>
      <div aria-hidden className={classes.marks}>
        {marks.map((mark) => (
          <span key={mark.place} className={classes.mark} style={{ insetInlineStart: percent(mark.place) }}>
            {mark.label}
          </span>
        ))}
      </div>
    </figure>
  );
}

function percent(share: number): string {
  return `${String(share * 100)}%`;
}
