/** How many of something, in words: `1 session`, `2 sessions`. */
export function countOf(count: number, one: string, several = `${one}s`): string {
  return `${String(count)} ${count === 1 ? one : several}`;
}
