import { expect, it } from 'vitest';
import { backupCalls } from '../../shared/contract/upkeep-calls.ts';
import { defaultSettings, settingsSchema } from '../../shared/model/settings.ts';
import { tidyPath } from '../../shared/tidy-path.ts';

it.each([
  ['"C:\\x\\y.bak"', 'C:\\x\\y.bak'],
  ['  "C:\\with blank\\y.bak" ', 'C:\\with blank\\y.bak'],
  ["'/media/usb/a b.backup'\n", '/media/usb/a b.backup'],
  ['/media/usb/a.backup', '/media/usb/a.backup'],
  ['/media/usb/5" disk/a"', '/media/usb/5" disk/a"'],
  ['"C:\\x', '"C:\\x'],
  ['""', ''],
  ['"', '"'],
])('the path %j, as it was pasted, is %j', (typed, path) => {
  expect(tidyPath(typed)).toBe(path);
});

it.each(['create', 'verify', 'restore'] as const)(
  'the authority takes a path in quotes for %s',
  async (name) => {
    const schema = backupCalls[name]['~orpc'].inputSchema;
    const decoded = await schema?.['~standard'].validate({ path: '"C:\\x\\y.bak"', part: 'everything' });
    expect(decoded).toMatchObject({ value: { path: 'C:\\x\\y.bak' } });
    const empty = await schema?.['~standard'].validate({ path: '""', part: 'everything' });
    expect(empty).toHaveProperty('issues');
  },
);

it('and the folder of scheduled backups', () => {
  const backup = { ...defaultSettings.backup, folder: ' "D:\\backups" ' };
  expect(settingsSchema.parse({ ...defaultSettings, backup }).backup.folder).toBe('D:\\backups');
});
