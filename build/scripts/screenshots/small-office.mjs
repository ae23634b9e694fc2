import { spawn } from 'node:child_process';
import https from 'node:https';
import path from 'node:path';
import { rootDir } from '../root-dir.mjs';

export const password = 'three quiet rivers';

/** A small office, in at nine in the morning: who works there, and on what they are signed in. */
const people = [
  person('ann', 'Ann Weber', ['Office'], '2', 'Chrome on Windows', 'Safari on iPhone'),
  person('bruno', 'Bruno Costa', ['Warehouse'], 'inherit', 'Edge on Windows'),
  person('chiara', 'Chiara Rossi', ['Office'], 'inherit', 'Firefox on Linux'),
  person('deniz', 'Deniz Kaya', ['Office'], '3', 'Chrome on Android', 'Chrome on Windows', 'Safari on iPad'),
  person('elif', 'Elif Demir', ['Warehouse'], 'inherit'),
  person('farah', 'Farah Haddad', ['Office'], 'inherit', 'Chrome on Windows'),
  person('goran', 'Goran Ilić', ['Warehouse'], 'inherit', 'Chrome on Android'),
  person('hana', 'Hana Sato', ['Office'], 'inherit', 'Safari on Mac'),
];

/** @type {[string, ...string[]][]} */
const apps = [
  ['ERP', '--kind', 'gateway', '--url', 'https://127.0.0.1:18745', '--upstream', 'http://127.0.0.1:18080'],
  ['Wiki', '--kind', 'forward-auth', '--url', 'https://192.168.1.20', '--upstream', 'http://127.0.0.1:8080'],
  ['Shifts', '--kind', 'gateway', '--url', 'https://127.0.0.1:18746', '--upstream', 'http://127.0.0.1:18081'],
];

/** @param {string} name @param {string} fullName @param {string[]} groups @param {string} limit @param {string[]} devices */
function person(name, fullName, groups, limit, ...devices) {
  return { name, fullName, groups, limit, devices };
}

/** What somebody in the office would import next week: new, changed, as before, and one with a slip in it. */
export const nextFile = [
  'name,display_name,groups,limit',
  'ann,Ann Weber,Office,3',
  'bruno,Bruno Costa,Warehouse,1',
  'ivan,Ivan Petrov,Warehouse,1',
  'julia,Júlia Santos,Office,inherit',
  'karl,Karl Lind,Office,two',
  '',
].join('\n');

/**
 * Runs the command line on the data directory.
 * @param {string} dataDir @param {string[]} args
 */
function rollcall(dataDir, args, input = '') {
  return new Promise((/** @type {(value?: undefined) => void} */ resolve, reject) => {
    const child = spawn(
      process.execPath,
      [path.join(rootDir, 'out/rollcall.js'), ...args, '--data', dataDir],
      {
        stdio: ['pipe', 'ignore', 'pipe'],
      },
    );
    let said = '';
    child.stderr.on('data', (text) => (said += String(text)));
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`rollcall ${args.join(' ')}: ${String(code)} ${said}`)),
    );
    child.stdin.end(input);
  });
}

/**
 * Groups, users, a plan and apps, through the command line.
 * @param {string} dataDir
 */
export async function furnish(dataDir) {
  await rollcall(dataDir, ['group', 'add', 'Office', '--browser-idle', '4h']);
  await rollcall(dataDir, ['group', 'add', 'Warehouse', '--limit', '1']);
  for (const { name, fullName, groups, limit } of people) {
    const flags = ['--name', fullName, '--limit', limit, ...groups.flatMap((group) => ['--group', group])];
    await rollcall(dataDir, ['user', 'add', name, ...flags, '--password-stdin', '--final'], `${password}\n`);
  }
  await rollcall(dataDir, ['plan', 'set', '--seats', '14', '--reserve', 'ann=2', '--reserve', 'bruno=1']);
  for (const [name, ...rest] of apps) await rollcall(dataDir, ['app', 'add', name, ...rest]);
}

/**
 * Everybody who is at work by now signs in over the session API; one is stopped by the limit, one mistypes.
 * @param {string} origin
 */
export async function startTheDay(origin) {
  for (const { name, devices } of people) for (const device of devices) await signIn(origin, name, device);
  await signIn(origin, 'bruno', 'Chrome on Android');
  await signIn(origin, 'elif', 'Chrome on Windows', 'not the password');
}

/** @param {string} origin @param {string} username @param {string} device */
async function signIn(origin, username, device, typed = password) {
  await post(`${origin}/api/v1/sessions`, { username, password: typed, device: { name: device } });
}

/** @param {string} url @param {object} body */
function post(url, body) {
  return new Promise((/** @type {(value?: undefined) => void} */ resolve, reject) => {
    const request = https.request(
      url,
      // The picture needs a session, not a proof of whose certificate it is.
      { method: 'POST', rejectUnauthorized: false, headers: { 'content-type': 'application/json' } },
      (response) => {
        response.resume();
        response.once('end', () => resolve());
      },
    );
    request.once('error', reject);
    request.end(JSON.stringify(body));
  });
}
