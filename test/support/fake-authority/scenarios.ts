import type { EndReason } from '../../../shared/model/session.ts';
import type { FakeRecords, FakeUser } from './fake-records.ts';

/**
 * `fresh`: nothing is set up. `quiet`: an admin, set up, nobody and nothing else. `office`: 12 users on 30 devices.
 * `crowd`: the office with 5,000 sessions more.
 */
export type ScenarioName = 'fresh' | 'quiet' | 'office' | 'crowd';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

export function fillScenario(records: FakeRecords, name: ScenarioName): void {
  if (name === 'fresh') return;
  records.setup = { firstDeviceSeen: name !== 'quiet', firstSession: name !== 'quiet', finished: true };
  const admin = addUser(records, { name: 'admin', admin: true });
  if (name === 'quiet') return;
  records.settings = { ...records.settings, sessions: { ...records.settings.sessions, limit: 4 } };
  const users = [
    admin,
    addUser(records, { name: 'ann', displayName: 'Ann Okafor', email: 'ann@example.org', limit: 3 }),
    addUser(records, { name: 'ben', displayName: 'Ben Haddad' }),
    addUser(records, { name: 'chiara', displayName: 'Chiara Rossi', limit: 3 }),
    addUser(records, { name: 'daniel', displayName: 'Daniel Mbeki' }),
    addUser(records, { name: 'eve', displayName: 'Eve Lindqvist', disabled: true }),
    addUser(records, { name: 'fatima', displayName: 'Fatima Zahra', limit: 'unlimited' }),
    addUser(records, { name: 'gopal', displayName: 'Gopal Iyer', policy: 'refuse' }),
    addUser(records, { name: 'hana', displayName: 'Hana Suzuki', hasPassword: false }),
    addUser(records, { name: 'ivan', displayName: 'Ivan Petrov', limit: 5 }),
    addUser(records, { name: 'joão', displayName: 'João da Silva Pereira de Albuquerque' }),
    addUser(records, { name: 'kim', displayName: 'Kim Nguyen', limit: 0 }),
  ];
  addApps(records);
  const holders = users.filter(
    ({ name: own, disabled, hasPassword }) => own !== 'kim' && !disabled && hasPassword,
  );
  for (let place = 0; place < 30; place += 1) addSession(records, holders, place);
  if (name === 'crowd') for (let place = 30; place < 5030; place += 1) addSession(records, holders, place);
  addEnded(records, holders);
}

const devices = [
  'Chrome on Windows',
  'Firefox on Linux',
  'Safari on iPhone',
  'Chrome on Android',
  'Edge on Windows',
  'Safari on macOS',
  'Warehouse scanner 4',
];

function addUser(records: FakeRecords, fields: Partial<FakeUser> & { name: string }): FakeUser {
  const place = records.users.size;
  const user: FakeUser = {
    id: records.makeId(),
    displayName: '',
    email: '',
    admin: false,
    disabled: false,
    hasPassword: true,
    limit: 'inherit',
    policy: 'inherit',
    createdAt: ago(400 * hourMs),
    ...(fields.hasPassword === false ? {} : { lastSignInAt: ago((place * 7 + 1) * 40 * minuteMs) }),
    ...fields,
  };
  records.users.set(user.id, user);
  return user;
}

function addApps(records: FakeRecords): void {
  const base = {
    kind: 'forward-auth',
    foreignAuthorization: 'refuse',
    createdAt: ago(200 * hourMs),
  } as const;
  records.apps.set('erp', {
    ...base,
    id: 'erp',
    name: 'ERPNext',
    url: 'https://192.168.1.20',
    upstream: 'http://127.0.0.1:8080',
    plainHttp: false,
    lastUsedAt: ago(2 * minuteMs),
  });
  records.apps.set('wiki', {
    ...base,
    id: 'wiki',
    name: 'Wiki',
    url: 'http://192.168.1.21:3000',
    upstream: 'http://127.0.0.1:3001',
    plainHttp: true,
    lastUsedAt: ago(26 * hourMs),
  });
  records.apps.set('stock', {
    ...base,
    id: 'stock',
    name: 'Stock room',
    url: 'https://stock.internal',
    upstream: 'http://192.168.1.30:9000',
    plainHttp: false,
  });
}

function addSession(records: FakeRecords, holders: readonly FakeUser[], place: number): void {
  const user = holders[place % holders.length];
  if (user === undefined) return;
  const isApp = place % 7 === 6;
  const usedMs = ((place * 37) % 400) * minuteMs;
  const id = records.makeId();
  records.sessions.set(id, {
    id,
    userId: user.id,
    userName: user.name,
    device: devices[place % devices.length] ?? '',
    class: isApp ? 'app' : 'browser',
    method: isApp ? 'api' : 'portal',
    signedInAt: ago(usedMs + ((place * 53) % 900) * minuteMs),
    lastUsedAt: ago(usedMs),
    lastSeenAt: ago(usedMs),
    address: place % 5 === 0 ? '203.0.113.7' : `192.168.1.${String(40 + (place % 120))}`,
    expiresAt: new Date(Date.now() + (isApp ? 30 * 24 * hourMs : 8 * hourMs - usedMs)).toISOString(),
    expiresBy: place % 6 === 0 ? 'absolute' : 'idle',
    apps: place % 3 === 0 ? ['ERPNext', 'Wiki'] : place % 3 === 1 ? ['ERPNext'] : [],
  });
}

const reasons = [
  'signed_out',
  'idle',
  'ended_by_choice',
  'ended_by_admin',
  'absolute',
  'ended_least_recent',
  'limit_reduced',
  'password_changed',
  'ended_by_self',
  'replaced',
] as const satisfies readonly EndReason[];

function addEnded(records: FakeRecords, holders: readonly FakeUser[]): void {
  for (let place = 0; place < 40; place += 1) {
    const user = holders[(place * 3) % holders.length];
    const reason = reasons[place % reasons.length];
    if (user === undefined || reason === undefined) continue;
    const endedMs = (place + 1) * 43 * minuteMs;
    const byDevice = ['ended_by_choice', 'ended_least_recent', 'ended_by_self'].includes(reason);
    records.ended.push({
      id: records.makeId(),
      userId: user.id,
      userName: user.name,
      device: devices[(place * 2) % devices.length] ?? '',
      class: 'browser',
      method: 'portal',
      signedInAt: ago(endedMs + 5 * hourMs),
      lastUsedAt: ago(endedMs + 10 * minuteMs),
      lastSeenAt: ago(endedMs + minuteMs),
      address: `192.168.1.${String(40 + place)}`,
      expiresAt: ago(endedMs),
      expiresBy: 'idle',
      apps: ['ERPNext'],
      ended: { at: ago(endedMs), reason, ...(byDevice ? { by: 'Chrome on Android' } : {}) },
    });
  }
}

function ago(ms: number): string {
  return new Date(Date.now() - ms).toISOString();
}
