import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConsoleFiles } from '../../electron/authority/endpoints/browser-console/console-files.ts';
import {
  checkConsoleHost,
  checkConsoleOrigin,
  listConsoleOrigins,
  readConsoleCookie,
} from '../../electron/authority/endpoints/browser-console/console-request.ts';

describe('the names of the console in a browser', () => {
  it('are those of the loopback addresses with its port, in any case', () => {
    for (const host of ['127.0.0.1:8490', 'localhost:8490', 'LocalHost:8490', '[::1]:8490']) {
      expect([host, checkConsoleHost(8490, { host })]).toEqual([host, undefined]);
    }
    expect(listConsoleOrigins(8490)).toEqual([
      'http://127.0.0.1:8490',
      'http://localhost:8490',
      'http://[::1]:8490',
    ]);
  });

  it.each([
    undefined,
    '',
    '127.0.0.1',
    '127.0.0.1:8491',
    '127.0.0.1:84900',
    '127.1:8490',
    '0.0.0.0:8490',
    '127.0.0.1.:8490',
    'localhost.:8490',
    'rollcall.localhost:8490',
    '::1:8490',
    '[::ffff:127.0.0.1]:8490',
    'x@127.0.0.1:8490',
    '127.0.0.1:8490, 127.0.0.1:8490',
  ])('are not %s', (host) => {
    expect(checkConsoleHost(8490, host === undefined ? {} : { host })?.code).toBe('unknown_host');
  });

  it('have no number on port 80, as browsers write it', () => {
    expect(checkConsoleHost(80, { host: 'localhost' })).toBeUndefined();
    expect(checkConsoleHost(80, { host: 'localhost:80' })?.code).toBe('unknown_host');
  });
});

describe('a form or a socket of the console', () => {
  const host = '127.0.0.1:8490';

  it('comes from the very origin it is sent to', () => {
    const origin = 'http://127.0.0.1:8490';
    expect(checkConsoleOrigin({ host, origin })).toBeUndefined();
    expect(checkConsoleOrigin({ host, origin, 'sec-fetch-site': 'same-origin' })).toBeUndefined();
  });

  it.each([
    [undefined, 'same-origin'],
    ['null', 'same-origin'],
    ['http://localhost:8490', 'same-origin'],
    ['https://127.0.0.1:8490', 'same-origin'],
    ['http://127.0.0.1:8491', 'same-origin'],
    ['http://127.0.0.1:8490', 'same-site'],
    ['http://127.0.0.1:8490', 'none'],
    ['http://127.0.0.1:8490/', 'same-origin'],
  ])('is refused from %s, %s', (origin, site) => {
    const headers = { host, 'sec-fetch-site': site, ...(origin === undefined ? {} : { origin }) };
    expect(checkConsoleOrigin(headers)?.code).toBe('foreign_origin');
  });
});

it('the cookie of the console is the one of its own port', () => {
  const header = 'a=1; rollcall-console-8491=other; rollcall-console-8490=rcc_token; rollcall-console-84=x';
  expect(readConsoleCookie(8490, header)).toBe('rcc_token');
  expect(readConsoleCookie(80, header)).toBeUndefined();
  expect(readConsoleCookie(8490, undefined)).toBeUndefined();
});

describe('the files of the console', () => {
  it('are those that were built, by their paths; nothing that a link leads to, and no other kind', () => {
    const dir = mkdtempSync(path.join(tmpdir(), 'rollcall-files-'));
    mkdirSync(path.join(dir, 'assets'));
    for (const name of ['index.html', 'assets/a.js', 'assets/a.js.map', 'notes.txt']) {
      writeFileSync(path.join(dir, name), name);
    }
    symlinkSync('/etc/hosts', path.join(dir, 'assets/hosts.js'));
    symlinkSync('/etc', path.join(dir, 'etc'));
    const files = readConsoleFiles(dir);
    expect([...files.keys()].toSorted((a, b) => a.localeCompare(b))).toEqual(['/assets/a.js', '/index.html']);
    expect(files.get('/assets/a.js')?.contentType).toContain('javascript');
    // Another Rollcall takes its place: what was read stays whole.
    rmSync(dir, { recursive: true });
    expect(files.get('/index.html')?.content.toString()).toBe('index.html');
    expect(readConsoleFiles(dir).size).toBe(0);
  });
});
