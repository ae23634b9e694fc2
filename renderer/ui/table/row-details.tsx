import { useEffect, useLayoutEffect, useState } from 'react';
import { isCut, readCell } from './find-cut.ts';
import classes from './table.module.css';

interface Detail {
  readonly title: string;
  readonly text: string;
}

/**
 * What of the row with the keyboard is said short in it, in full at the foot of the table: its times with the zone, and
 * what an ellipsis stands for. A pointer gets the same from the cell; a bubble at each row one passes would be noise.
 */
export function RowDetails({ scroller }: { readonly scroller: HTMLElement | null }) {
  const [details, setDetails] = useState<readonly Detail[]>([]);
  useEffect(() => {
    if (scroller === null) return undefined;
    let row: HTMLTableRowElement | undefined;
    const read = (): void => setDetails(row === undefined ? [] : readDetails(row));
    // What the row says may change while it is read.
    const observer = new MutationObserver(read);
    const enter = (target: EventTarget | null): void => {
      if (!(target instanceof HTMLTableRowElement) || !target.matches('[data-id]:focus-visible')) return;
      row = target;
      observer.disconnect();
      observer.observe(row, { subtree: true, childList: true, characterData: true, attributes: true });
      read();
    };
    const leave = ({ relatedTarget }: FocusEvent): void => {
      if (relatedTarget instanceof Element && relatedTarget.closest('tr[data-id]') !== null) return;
      observer.disconnect();
      row = undefined;
      read();
    };
    const enterBy = ({ target }: FocusEvent): void => enter(target);
    scroller.addEventListener('focusin', enterBy);
    scroller.addEventListener('focusout', leave);
    // A list that was come back to has the keyboard already.
    enter(scroller.querySelector('tr[data-id]:focus'));
    return () => {
      observer.disconnect();
      scroller.removeEventListener('focusin', enterBy);
      scroller.removeEventListener('focusout', leave);
    };
  }, [scroller]);
  const isShown = details.length > 0;
  // What has just come must not stand on the row it is about.
  useLayoutEffect(() => {
    if (isShown) scroller?.querySelector('tr[data-id]:focus')?.scrollIntoView({ block: 'nearest' });
  }, [isShown, scroller]);
  if (!isShown) return null;
  return (
    // The row says the same to those who hear it, and the drawer or page it opens says it in full.
    <dl className={classes.details} aria-hidden data-row-details>
      {details.map(({ title, text }) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

function readDetails(row: HTMLTableRowElement): readonly Detail[] {
  const titles = row.closest('table')?.tHead?.rows[0]?.cells;
  return [...row.cells].flatMap((cell, place) => {
    const content = cell.firstElementChild;
    const title = titles?.[place]?.innerText.trim() ?? '';
    if (!(content instanceof HTMLElement) || title === '' || 'pinned' in cell.dataset) return [];
    const time = content.querySelector('time')?.dataset['whole'];
    if (time !== undefined) return [{ title, text: time }];
    return isCut(content) ? [{ title, text: readCell(content) }] : [];
  });
}
