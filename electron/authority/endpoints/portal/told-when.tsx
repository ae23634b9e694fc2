import type { Frame } from './frame.ts';
import { Time } from './time.tsx';

/** Stands where the time belongs, which is an element of its own. */
const gap = '\u0000';

/** "The admin was told", and how long ago. */
export function ToldWhen({ frame, toldAt }: { readonly frame: Frame; readonly toldAt: number }) {
  const [before, after] = frame.t('tell.told', { when: gap }).split(gap);
  return (
    <>
      {before}
      <Time frame={frame} at={toldAt} />
      {after}
    </>
  );
}
