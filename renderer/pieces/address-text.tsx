import { Breakable } from '../ui/breakable.tsx';

/** Before the port, and between the parts of a name. */
const parts = /(?<=:)(?=\d)|(?<=\.)(?=[a-z])/i;

/** An address, from left to right in every language; where it is too long for one line, no number is torn apart. */
export function AddressText({ text }: { readonly text: string }) {
  return (
    <bdi dir="ltr">
      <Breakable text={text} at={parts} />
    </bdi>
  );
}
