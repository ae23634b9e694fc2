/** As the contract has it. */
export const pathsMax = 50;
export const addressesMax = 20;
const pathForm = /^\/[^\s?#]{0,199}$/;

/** One item a line; empty lines are none. */
export function readLines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** The first path that cannot be saved, be it only because there are too many. */
export function findBadPath(text: string): string | undefined {
  return readLines(text).find((path, place) => !pathForm.test(path) || place >= pathsMax);
}
