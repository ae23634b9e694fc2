/** As the contract has it. */
export const pathsMax = 50;
const pathForm = /^\/[^\s?#]{0,199}$/;

/** One path a line; empty lines are none. */
export function readPaths(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** The first line that cannot be saved, be it only because there are too many. */
export function findBadPath(text: string): string | undefined {
  return readPaths(text).find((path, place) => !pathForm.test(path) || place >= pathsMax);
}
