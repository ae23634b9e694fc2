import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { makeServiceSetup } from '../../electron/main/service-setup.ts';

const setUp = (...args: readonly string[]) => makeServiceSetup(args, '/usr/bin/node', 'ann');
/** From the command of the program on: where this build lies is no matter. */
const afterProgram = (line: string): string => line.replace(/^.*?rollcall\.js["']? /, '');
const startLine = (unit: string | undefined): string => /^ExecStart=(.*)$/m.exec(unit ?? '')?.[1] ?? '';

describe.runIf(process.platform === 'linux')('what the system is given to run Rollcall always', () => {
  it('runs this build of the command line with the data and the addresses of the window', () => {
    const { command, unit } = setUp('--data', '/home/ann/data', '--https-port', '8443');
    for (const line of [command, startLine(unit?.content)]) {
      expect(line).toMatch(/^\/usr\/bin\/node .*rollcall\.js"? serve /);
      expect(afterProgram(line)).toBe('serve --data /home/ann/data --https-port 8443');
    }
  });

  it('is a unit that starts with the computer, as the account that owns the data, and never gives up', () => {
    const { path, content } = setUp('--data', '/d').unit ?? { path: '', content: '' };
    expect(path).toBe('/etc/systemd/system/rollcall.service');
    const [unit, service, install] = content
      .split(/^\[\w+\]$/m)
      .slice(1)
      .map((section) => section.split('\n'));
    // The app has the data until it is quit: tried until then, however often that is.
    expect(unit).toContain('StartLimitIntervalSec=0');
    expect(service).toEqual(expect.arrayContaining(['User=ann', 'Restart=on-failure']));
    expect(install).toContain('WantedBy=multi-user.target');
    expect(content.endsWith('\n')).toBe(true);
  });

  it.each([
    ['/media/a stick/data', '"/media/a stick/data"'],
    // A specifier and a variable to systemd, which are none here.
    ['/data/100%', '"/data/100%%"'],
    ['/data/$HOME', '"/data/$$HOME"'],
    ['/data/"x"\\', '"/data/\\"x\\"\\\\"'],
  ])('hands systemd the folder %s as one word, with nothing put in its place', (folder, quoted) => {
    expect(afterProgram(startLine(setUp('--data', folder).unit?.content))).toBe(`serve --data ${quoted}`);
  });
});

describe('the command that a system is given which is no Linux with systemd', () => {
  const dataWord = (folder: string, platform: NodeJS.Platform): string =>
    afterProgram(makeServiceSetup(['--data', folder], 'node', 'ann', platform).command).replace(
      'serve --data ',
      '',
    );

  it.each([
    '/media/a stick/data',
    '/data/$HOME',
    '/data/$(id)`id`!!',
    '/data/"x"\\',
    "/data/Ann's",
    '/data/plain',
  ])('hands a shell the folder %s as one word, with nothing put in its place', (folder) => {
    for (const platform of ['darwin', 'linux'] as const) {
      const read = spawnSync('sh', ['-c', `printf %s ${dataWord(folder, platform)}`], { encoding: 'utf8' });
      expect([read.status, read.stdout]).toEqual([0, folder]);
    }
  });

  it.each([
    [String.raw`C:\data`, String.raw`C:\data`],
    [String.raw`C:\Program Files\$x`, String.raw`"C:\Program Files\$x"`],
    // A backslash before the closing quote would take its meaning.
    ['C:\\Ann Roth\\', String.raw`"C:\Ann Roth\\"`],
    [String.raw`a"b\"c`, String.raw`"a\"b\\\"c"`],
  ])('hands Windows the folder %s as one word', (folder, word) => {
    expect(dataWord(folder, 'win32')).toBe(word);
  });
});
