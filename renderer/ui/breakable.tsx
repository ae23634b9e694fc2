import { Fragment } from 'react';

interface Properties {
  readonly text: string;
  /** The places where a line may end, before anywhere else: of no width. */
  readonly at: RegExp;
}

/** A long word that falls apart where it would be read in parts. Copied, it is whole. */
export function Breakable({ text, at }: Properties) {
  return text.split(at).map((part, place) => (
    // A part may come twice; its place is what it is.
    // oxlint-disable-next-line react/no-array-index-key
    <Fragment key={place}>
      {place > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
