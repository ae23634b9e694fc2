/**
 * A path as it was typed or pasted, without the blanks around it and one pair of quotes: "Copy as path" of Windows and what
 * terminals take from a dragged file have them. A full path begins with neither, so nothing is lost.
 */
export function tidyPath(typed: string): string {
  const bare = typed.trim();
  const [, , inner] = /^(["'])(.*)\1$/s.exec(bare) ?? [];
  return inner === undefined ? bare : inner.trim();
}
