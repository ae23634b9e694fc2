import { expect, it } from 'vitest';
import { makeDesktopEntry } from '../../electron/main/desktop-entry.ts';

it('a program and its arguments stand in quotes, with what the specification escapes', () => {
  const entry = makeDesktopEntry({
    program: '/opt/Roll call/rollcall',
    args: ['--data', '/home/ann/"b" $c `d` \\e 100%'],
  });
  // Once for the Exec key, and each backslash once more for a value of this kind of file.
  const written = ['/home/ann/\\\\"b\\\\"', '\\\\$c', '\\\\`d\\\\`', '\\\\\\\\e', '100%%'].join(' ');
  expect(entry.split('\n')[3]).toBe(`Exec="/opt/Roll call/rollcall" "--data" "${written}"`);
  expect(entry).toContain('\nIcon=rollcall\n');
});
