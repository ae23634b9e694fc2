/**
 * JSON text without control and format characters, written as escapes instead: the same document, which neither a
 * terminal nor a program that reads line by line can take for something else. Line ends between its parts stay.
 */
export function escapeUnseen(json: string): string {
  return json.replace(/[\p{C}\u2028\u2029]/gu, (character) =>
    character === '\n'
      ? character
      : Array.from(
          { length: character.length },
          (_, n) => `\\u${character.charCodeAt(n).toString(16).padStart(4, '0')}`,
        ).join(''),
  );
}
