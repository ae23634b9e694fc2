import { InvalidArgumentError } from 'commander';
import { hoursSchema, type Hours } from '../../../../shared/model/hours.ts';

const dayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const form = 'Hours are written such as: mon-fri 08:00-18:00; sat 09:00-13:00; or always, or inherit.';

/** Hours as people type them; without what happens outside of them. */
export function readHours(text: string): Hours['windows'] | 'always' | 'inherit' {
  const typed = text.trim().toLowerCase();
  if (typed === 'always' || typed === 'inherit') return typed;
  const windows = typed
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .flatMap(readWindows);
  const parsed = hoursSchema.shape.windows.safeParse(windows);
  if (!parsed.success) {
    throw new InvalidArgumentError(`${parsed.error.issues[0]?.message ?? ''}. ${form}`);
  }
  return parsed.data;
}

/** `mon-fri 08:00-12:00,13:00-17:00` */
function readWindows(part: string): unknown[] {
  const [, days = '', times = ''] = /^([a-z,-]+) +([\d:,-]+)$/.exec(part) ?? [];
  if (days === '') throw new InvalidArgumentError(form);
  return times.split(',').map((time) => {
    const [from = '', to = '', ...more] = time.split('-');
    if (more.length > 0) throw new InvalidArgumentError(form);
    return { days: readDays(days), from: readTime(from), to: readTime(to) };
  });
}

/** `mon-fri,sun`; a span may go over the end of the week. */
function readDays(text: string): number[] {
  const days = text.split(',').flatMap((part) => {
    const [first, last = first, ...more] = part.split('-').map((name) => dayNames.indexOf(name));
    if (first === undefined || last === undefined || first < 0 || last < 0 || more.length > 0) {
      throw new InvalidArgumentError(form);
    }
    const length = ((last - first + 7) % 7) + 1;
    return Array.from({ length }, (_, n) => ((first + n) % 7) + 1);
  });
  return [...new Set(days)].toSorted((a, b) => a - b);
}

/** `8:00` is `08:00`. */
function readTime(text: string): string {
  return /^\d:/.test(text) ? `0${text}` : text;
}
