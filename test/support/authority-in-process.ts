import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { openAuthority, type Authority } from '../../electron/authority/authority.ts';
import type { UpstreamTimes } from '../../electron/authority/endpoints/gateway/gateway-parts.ts';
import { adminPassword, makeDataDir, passwordOf } from './authority-process.ts';
import { ApiClient, Browser } from './client.ts';
import { MovableTime } from './movable-time.ts';
import { rootDir } from './root-dir.ts';

const workerUrl = pathToFileURL(path.join(rootDir, 'out/authority/store-worker.js'));

export interface NewUser {
  readonly limit?: number | 'unlimited';
  readonly policy?: 'ask' | 'refuse' | 'end-least-recent' | 'end-oldest' | 'end-next-to-expire';
  readonly reservedSeats?: number;
  readonly groups?: string[];
}

/**
 * The whole authority with its real store, certificates and HTTPS, in this process, so that the test can move its
 * clocks. It is asked from outside all the same.
 */
export interface TimedAuthority {
  readonly time: MovableTime;
  readonly dataDir: string;
  readonly control: Authority['control'];
  readonly origin: string;
  /** PEM of the install's own CA. */
  readonly ca: string;
  readonly api: ApiClient;
  /** @param userAgent what the browser says of itself */
  browser(userAgent?: string): Browser;
  addUser(name: string, user?: NewUser): Promise<{ id: string }>;
  /** Live sessions of a user, as the console shows them. */
  live(userName: string): Promise<{ device: string; id: string }[]>;
  ended(userName: string): Promise<{ device: string; reason: string; at: string; by: string | undefined }[]>;
  /** Closes it and opens it again on the same data; `between` moves the clocks meanwhile. */
  restart(between?: () => void): Promise<void>;
  remove(): Promise<void>;
}

export async function openTimedAuthority(
  time = new MovableTime(),
  upstreamTimes?: UpstreamTimes,
  rendererDir?: string,
): Promise<TimedAuthority> {
  const dataDir = makeDataDir();
  let authority = await open(dataDir, time, upstreamTimes, rendererDir);
  const origin = (): string => authority.addresses().https[0] ?? '';
  const ca = (): string => readFileSync(path.join(dataDir, 'keys/ca.crt.pem'), 'utf8');
  await authority.control.setup.createAdmin({ name: 'boss', password: adminPassword });
  const findId = async (name: string): Promise<string> => {
    const user = (await authority.control.users.list()).find((one) => one.name === name);
    if (!user) throw new Error(`no user ${name}`);
    return user.id;
  };

  return {
    time,
    dataDir,
    get control() {
      return authority.control;
    },
    get origin() {
      return origin();
    },
    get ca() {
      return ca();
    },
    get api() {
      return new ApiClient(origin(), ca());
    },
    browser: (userAgent) => new Browser(origin(), ca(), userAgent),
    async addUser(name, user = {}) {
      const added = await authority.control.users.add({
        name,
        password: passwordOf(name),
        finalPassword: true,
        ...user,
      });
      return added.user;
    },
    live: async (name) =>
      (await authority.control.sessions.list({ state: 'live', userId: await findId(name) })).sessions,
    async ended(name) {
      const { sessions } = await authority.control.sessions.list({
        state: 'ended',
        userId: await findId(name),
      });
      return sessions.map(({ device, ended }) => ({
        device,
        reason: ended?.reason ?? '',
        at: ended?.at ?? '',
        by: ended?.by,
      }));
    },
    async restart(between = () => undefined) {
      await authority.close();
      between();
      authority = await open(dataDir, time, upstreamTimes, rendererDir);
    },
    async remove() {
      await authority.close();
      rmSync(path.dirname(dataDir), { recursive: true, force: true });
    },
  };
}

async function open(
  dataDir: string,
  time: MovableTime,
  upstreamTimes: UpstreamTimes | undefined,
  rendererDir: string | undefined,
): Promise<Authority> {
  const opened = await openAuthority({
    dataDir,
    holder: 'a test',
    hosts: ['127.0.0.1'],
    httpsPort: 0,
    httpPort: 0,
    time,
    workerUrl,
    ...(upstreamTimes ? { upstreamTimes } : {}),
    ...(rendererDir === undefined ? {} : { rendererDir }),
  });
  if (!opened.ok) throw new Error(`${opened.code} ${opened.detail ?? ''}`);
  return opened.authority;
}
