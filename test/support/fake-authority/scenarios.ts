import type { EndReason } from '../../../shared/model/session.ts';
import { noGroupRules, type GroupRulesPatch } from '../../../shared/model/group.ts';
import { addOfficeApps, addOfficeUses } from './fake-apps.ts';
import { fillAudit } from './fake-audit.ts';
import type { FakeRecords } from './fake-records.ts';
import { makeFakeUser, type FakeUser } from './fake-user.ts';

/**
 * `fresh`: nothing is set up. `quiet`: an admin, set up, nobody and nothing else. `office`: 12 users on 30 devices.
 * `crowd`: the office with 5,000 sessions more, `city` with 100,000 in all. `shop`: a plan of 5 seats, reserved 2 + 2 + 1, four of them taken.
 */
export type ScenarioName = 'fresh' | 'quiet' | 'office' | 'crowd' | 'city' | 'shop';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

export function fillScenario(records: FakeRecords, name: ScenarioName): void {
  if (name === 'fresh') return;
  records.setup = { firstDeviceSeen: name !== 'quiet', firstSession: name !== 'quiet', finished: true };
  const admin = addUser(records, { name: 'admin', admin: true });
  if (name === 'quiet') return;
  if (name === 'shop') return fillShop(records, admin);
  records.settings = { ...records.settings, sessions: { ...records.settings.sessions, limit: 4 } };
  const management = addGroup(records, 'Management', { limit: 6, policy: 'end-least-recent' });
  const warehouse = addGroup(records, 'Warehouse', { limit: 3, app: { idleSeconds: 7 * 86_400 } });
  const office = addGroup(records, 'Office', {
    hours: {
      windows: [
        { days: [1, 2, 3, 4, 5], from: '07:00', to: '19:00' },
        { days: [6], from: '08:00', to: '13:00' },
      ],
      outside: 'block-new',
    },
  });
  records.plan = { seats: 40, mode: 'floating', whenFull: 'refuse' };
  const users = [
    admin,
    addUser(records, {
      name: 'ann',
      displayName: 'Ann Okafor',
      email: 'ann@example.org',
      limit: 3,
      reservedSeats: 3,
    }),
    addUser(records, { name: 'ben', displayName: 'Ben Haddad', groups: [office], reservedSeats: 2 }),
    addUser(records, {
      name: 'chiara',
      displayName: 'Chiara Rossi',
      limit: 3,
      groups: [management],
      secondFactor: true,
    }),
    addUser(records, { name: 'daniel', displayName: 'Daniel Mbeki', groups: [warehouse, office] }),
    addUser(records, { name: 'eve', displayName: 'Eve Lindqvist', disabled: true }),
    addUser(records, { name: 'fatima', displayName: 'Fatima Zahra', limit: 'unlimited' }),
    addUser(records, {
      name: 'gopal',
      displayName: 'Gopal Iyer',
      policy: 'refuse',
      groups: [warehouse],
      reservedSeats: 5,
    }),
    addUser(records, { name: 'hana', displayName: 'Hana Suzuki', hasPassword: false, groups: [warehouse] }),
    addUser(records, { name: 'ivan', displayName: 'Ivan Petrov', limit: 5, groups: [management] }),
    addUser(records, { name: 'joão', displayName: 'João da Silva Pereira de Albuquerque', groups: [office] }),
    addUser(records, { name: 'kim', displayName: 'Kim Nguyen', limit: 0 }),
  ];
  addOfficeApps(records);
  const holders = users.filter(
    ({ name: own, disabled, hasPassword }) => own !== 'kim' && !disabled && hasPassword,
  );
  for (let place = 0; place < 30; place += 1) addSession(records, holders, place);
  const more = name === 'crowd' ? 5000 : name === 'city' ? 99_970 : 0;
  for (let place = 30; place < 30 + more; place += 1) addSession(records, holders, place);
  addEnded(records, holders);
  addOfficeUses(records);
  fillAudit(records);
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
  const user = makeFakeUser({
    id: records.makeId(),
    createdAt: ago(400 * hourMs),
    ...(fields.hasPassword === false ? {} : { lastSignInAt: ago((place * 7 + 1) * 40 * minuteMs) }),
    ...fields,
  });
  records.users.set(user.id, user);
  return user;
}

/** @returns its id */
function addGroup(records: FakeRecords, name: string, rules: GroupRulesPatch): string {
  const id = records.makeId();
  const group = { id, name, rules: Object.assign({}, noGroupRules, rules), hoursSince: Date.now() };
  records.groups = [...records.groups, group];
  return id;
}

function fillShop(records: FakeRecords, admin: FakeUser): void {
  records.plan = { seats: 5, mode: 'floating', whenFull: 'refuse' };
  const ann = addUser(records, { name: 'ann', displayName: 'Ann Okafor', reservedSeats: 2 });
  const ben = addUser(records, { name: 'ben', displayName: 'Ben Haddad', reservedSeats: 2 });
  const chiara = addUser(records, { name: 'chiara', displayName: 'Chiara Rossi', reservedSeats: 1 });
  addUser(records, { name: 'daniel', displayName: 'Daniel Mbeki' });
  admin.lastSignInAt = ago(3 * hourMs);
  for (const [place, user] of [ann, ann, ben, chiara].entries()) addSession(records, [user], place);
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
    method: isApp ? 'pairing' : 'portal',
    counts: isApp ? 'app_counted' : 'browser',
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
      counts: 'browser',
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
