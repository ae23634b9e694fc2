const units = [
  ['d', 24 * 3600],
  ['h', 3600],
  ['m', 60],
  ['s', 1],
] as const;

/** Seconds as the options take them: `1h30m`. */
export function shortDuration(seconds: number): string {
  let left = seconds;
  let text = '';
  for (const [name, length] of units) {
    const count = Math.floor(left / length);
    left -= count * length;
    if (count > 0) text += `${String(count)}${name}`;
  }
  return text === '' ? '0s' : text;
}
