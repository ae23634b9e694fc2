/**
 * Without control and format characters: names of devices come from anybody on the LAN, and a terminal obeys them.
 */
export function cleanText(text: string, options: { readonly keepLines?: boolean } = {}): string {
  return text.replace(/\p{C}/gu, (character) =>
    options.keepLines === true && character === '\n' ? '\n' : '\uFFFD',
  );
}
