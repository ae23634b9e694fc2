import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashToken } from '../../electron/authority/base/crypto/tokens.ts';
import { Batch } from '../../electron/authority/base/storage/batch.ts';
import { acceptClock } from '../../electron/authority/operations/accept-clock.ts';
import { makeUserCode } from '../../electron/authority/operations/make-user-codes.ts';
import { findChooser } from '../../electron/authority/operations/choose-devices.ts';
import { makeExpirySweep, persistUse } from '../../electron/authority/operations/maintain.ts';
import { changeSettings } from '../../electron/authority/operations/change-settings.ts';
import { findLiveSession } from '../../electron/authority/operations/find-session.ts';
import { expiryInForce, kickWarOf } from '../../electron/authority/operations/rules-in-force.ts';
import type { SignInOutcome } from '../../electron/authority/operations/sign-in-outcome.ts';
import { makeSeamDir, openSeam, removeSeamDir, type Seam } from '../support/seam.ts';

const minute = 60_000;
const hour = 60 * minute;
const year = 365 * 24 * hour;

let seam: Seam;
let dataDir: string;

beforeEach(async () => {
  dataDir = makeSeamDir();
  seam = await openSeam(dataDir);
});

afterEach(async () => {
  await seam.close();
  removeSeamDir(dataDir);
});

async function restart(): Promise<void> {
  const { time } = seam;
  await persistUse(seam.deps);
  await seam.close();
  seam = await openSeam(dataDir, time);
}

function livesLeft(): number[] {
  const { deps } = seam;
  return deps.sessions
    .listLive()
    .map((session) => expiryInForce(deps, session).at - deps.clock.now())
    .toSorted((a, b) => a - b);
}

/** Its answer arrived: nobody takes it for lost. */
function present(outcome: SignInOutcome): string {
  if (outcome.kind !== 'admitted') throw new Error(outcome.kind);
  findLiveSession(seam.deps, outcome.token, 'used', '');
  return outcome.token;
}

function mustAsk(outcome: SignInOutcome): string {
  if (outcome.kind !== 'choose') throw new Error(outcome.kind);
  return outcome.ticket;
}

async function execute(sql: string): Promise<void> {
  const batch = new Batch();
  batch.write(sql);
  expect((await seam.deps.database.commit(batch)).ok).toBe(true);
}

describe.each([
  ['forward', 56 * year],
  ['back', -3 * hour],
])('14: "this clock is right", %s', (_way, jump) => {
  it('moves every life, ticket, code and wait with it', async () => {
    const ann = await seam.addUser('ann', 1, 'ask');
    const bob = await seam.addUser('bob', 1, 'end-oldest');
    present(await seam.signIn('ann', 'PC'));
    seam.time.pass(3 * minute);
    const ticket = mustAsk(await seam.signIn('ann', 'phone'));
    const code = await makeUserCode(seam.deps, bob.id, 'cli');
    seam.time.pass(2 * minute);
    for (let n = 0; n < 5; n++) present(await seam.signIn('bob', `PC ${String(n)}`));
    const { deps } = seam;
    const askFor = (kickWarOf(deps, bob.id) ?? 0) - deps.clock.now();
    expect(askFor).toBe(10 * minute);
    const codeFor = (code.ok ? code.welcome.expiresAt : 0) - deps.clock.now();
    const before = livesLeft();
    const at = deps.clock.now();

    seam.time.jump(jump);
    expect(deps.clock.alarm()).toBe('clock_jumped');
    expect(livesLeft()).toEqual(before);
    expect(await acceptClock(deps, 'cli')).toEqual({ ok: true, movedMs: jump });
    expect(deps.clock.alarm()).toBeUndefined();
    expect(deps.clock.now()).toBe(at + jump);
    expect(livesLeft()).toEqual(before);
    expect((deps.users.find(bob.id)?.codeExpiresAt ?? 0) - deps.clock.now()).toBe(codeFor);
    expect((kickWarOf(deps, bob.id) ?? 0) - deps.clock.now()).toBe(askFor);

    await restart();
    expect(seam.deps.clock.now()).toBe(at + jump);
    expect(seam.deps.clock.alarm()).toBeUndefined();
    expect(livesLeft()).toEqual(before);
    expect(findChooser(seam.deps, ticket, '')?.user.id).toBe(ann.id);
    seam.time.pass(8 * minute);
    expect(findChooser(seam.deps, ticket, ''), 'its 10 minutes are over').toBeUndefined();
    seam.time.pass(3 * minute);
    expect(kickWarOf(seam.deps, bob.id), 'no question for hours').toBeUndefined();
  });

  it('leaves the sweep in time', async () => {
    const { deps } = seam;
    await seam.addUser('ann', 1, 'ask');
    const inside = await seam.signIn('ann', 'PC');
    if (inside.kind !== 'admitted') throw new Error(inside.kind);
    const set = { 'sessions.browser.idleSeconds': 3600 };
    await changeSettings(deps, set, 'as_they_expire', 'cli', () => Promise.resolve({ ok: true }));
    const sweep = makeExpirySweep(deps);
    await sweep();
    seam.time.jump(jump);
    await acceptClock(deps, 'cli');
    seam.time.pass(hour - 1000);
    await sweep();
    expect(deps.sessions.countLive()).toBe(1);
    seam.time.pass(1000);
    await sweep();
    expect(deps.sessions.countLive()).toBe(0);
    expect(await deps.sessions.findEnded({ id: inside.session.id })).toMatchObject({
      ended: { reason: 'idle' },
    });
  });

  it('that could not be written changes nothing', async () => {
    const { deps } = seam;
    await seam.addUser('ann', 1, 'ask');
    await seam.signIn('ann', 'PC');
    const ticket = mustAsk(await seam.signIn('ann', 'phone'));
    for (let n = 0; n < 6; n++) await seam.signIn('ann', 'thief', { password: 'wrong' });
    const before = livesLeft();
    const at = deps.clock.now();
    seam.time.jump(jump);
    await execute('ALTER TABLE audit RENAME TO audit_away');
    expect(await acceptClock(deps, 'cli')).toMatchObject({ ok: false, code: 'store_unavailable' });
    await execute('ALTER TABLE audit_away RENAME TO audit');
    expect(deps.clock.now()).toBe(at);
    expect(deps.clock.alarm()).toBe('clock_jumped');
    expect(livesLeft()).toEqual(before);
    expect(findChooser(deps, ticket, '')).toBeDefined();
    expect(await seam.signIn('ann', 'thief', { password: 'wrong' })).toMatchObject({
      code: 'throttled',
      retryAfterSeconds: 1,
    });
  });
});

it('14: started in 1970, set right while it runs, accepted: nobody gains or loses life', async () => {
  await seam.addUser('ann', 1, 'ask');
  const token = present(await seam.signIn('ann', 'PC'));
  seam.time.pass(20 * minute);
  const before = livesLeft();
  const right = seam.time.wall();
  seam.time.jump(-right);
  await restart();
  expect(seam.deps.clock.alarm()).toBe('clock_behind');
  expect(livesLeft()).toEqual(before);
  expect((await seam.signIn('ann', 'phone')).kind, 'sign-in works').toBe('choose');
  seam.time.jump(right);
  expect(livesLeft()).toEqual(before);
  await acceptClock(seam.deps, 'cli');
  expect(seam.deps.clock.alarm()).toBeUndefined();
  expect(livesLeft()).toEqual(before);
  expect(seam.deps.sessions.find(hashToken(token))).toBeDefined();
});

it('is refused while nothing is wrong with the clock', async () => {
  expect(await acceptClock(seam.deps, 'cli')).toMatchObject({ ok: false, code: 'clock_not_in_question' });
});
