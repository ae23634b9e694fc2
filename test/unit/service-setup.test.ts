import { describe, expect, it } from 'vitest';
import { makeServiceSetup } from '../../electron/main/service-setup.ts';

const setUp = (...args: readonly string[]) => makeServiceSetup(args, '/usr/bin/node', 'ann');
/** From the command of the program on: where this build lies is no matter. */
const afterProgram = (line: string): string => line.replace(/^.*?rollcall\.js"? /, '');
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

  it('hands a shell a folder with a space as one word', () => {
    expect(afterProgram(setUp('--data', '/media/a stick/data').command)).toBe(
      'serve --data "/media/a stick/data"',
    );
  });
});
