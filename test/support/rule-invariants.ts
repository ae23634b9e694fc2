import assert from 'node:assert/strict';
import type { Session } from '../../electron/authority/records/sessions/session.ts';
import {
  isPaused,
  limitOf,
  isDead,
  reservedOf,
  sharesLimit,
  takesSeat,
  usedBy,
  type Arrival,
  type World,
} from './rule-model.ts';

/** What must be true after every admission, whatever led to it. Said without the reference of how it is decided. */

/** @param before the world as it was decided on; @param after live sessions after it */
export function checkAdmitted(before: World, arrival: Arrival, after: readonly Session[]): void {
  const world = { ...before, live: after };
  const own = after.filter(({ userId }) => userId === arrival.userId);
  for (const { deviceHash } of after)
    assert.ok(!before.blocked.has(deviceHash ?? ''), 'nobody is in on a blocked device');
  assert.ok(!isPaused(before), 'nobody is let in while signing in is paused');
  const pool = own.filter((session) => sharesLimit(world, session.class, arrival.class));
  assert.ok(
    pool.length <= limitOf(world, arrival.userId, arrival.class),
    'no admission leaves the count above the limit then in force',
  );
  if (!takesSeat(world, arrival) || world.plan.seats === 'unlimited') return;
  const holders = after.filter((session) => takesSeat(world, session) && !isDead(world, session));
  assert.ok(holders.length <= world.plan.seats, 'used ≤ plan after each admission');
  if (usedBy(holders, arrival.userId) <= reservedOf(world, arrival.userId)) return;
  const kept = [...world.users.keys()]
    .filter((id) => id !== arrival.userId)
    .reduce((sum, id) => sum + Math.max(0, reservedOf(world, id) - usedBy(holders, id)), 0);
  assert.ok(world.plan.seats - holders.length >= kept, 'a reserved seat is never taken by another user');
}

export function checkRefused(
  before: World,
  arrival: Arrival,
  answer: string,
  after: readonly Session[],
): void {
  const stayed = new Set(after.map(({ id }) => id));
  for (const session of before.live) {
    if (!stayed.has(session.id)) assert.ok(isDead(before, session), 'a refusal ends nobody but the expired');
  }
  if (answer !== 'seats_full') return;
  const holders = before.live.filter((one) => takesSeat(before, one) && !isDead(before, one));
  if (usedBy(holders, arrival.userId) < reservedOf(before, arrival.userId)) {
    assert.ok(holders.length >= Number(before.plan.seats), 'nobody is refused a reserved seat that is free');
  }
}
