import type { LimitValue } from '../../../shared/model/limit.ts';
import type { SessionView } from '../../../shared/model/session.ts';
import type { WhatIf, WhatIfAnswer, WhatIfCase } from '../../../shared/model/what-if.ts';
import type { FakeRecords } from './fake-records.ts';
import { stateOf } from './fake-rules.ts';

const dayMs = 24 * 3600_000;

/** The sign-ins of the sessions that are kept, each held against the others of its time. Enough to look true. */
export function simulateSignIns(records: FakeRecords, tried: WhatIf): WhatIfAnswer {
  const from = Date.now() - (tried.days ?? 30) * dayMs;
  const all = [...records.sessions.values(), ...records.ended];
  const signIns = all.filter(({ signedInAt }) => Date.parse(signedInAt) >= from);
  const cases = signIns
    .flatMap((session) => judge(records, tried, session, all))
    .toSorted((a, b) => b.at.localeCompare(a.at));
  const count = (outcome: WhatIfCase['outcome']): number =>
    cases.filter((one) => one.outcome === outcome).length;
  return {
    from: new Date(from).toISOString(),
    to: new Date().toISOString(),
    signIns: signIns.length,
    asked: count('asked'),
    refused: count('refused'),
    seatsFull: count('seats_full'),
    endsOthers: count('ends_others'),
    cases: cases.slice(0, 1000),
  };
}

function judge(
  records: FakeRecords,
  tried: WhatIf,
  session: SessionView,
  all: readonly SessionView[],
): WhatIfCase[] {
  const at = session.signedInAt;
  const others = all.filter(
    (one) => one.id !== session.id && one.signedInAt < at && (one.ended === undefined || one.ended.at > at),
  );
  const own = others.filter(({ userId }) => userId === session.userId);
  const rules = stateOf(records).rulesOf(session.userId);
  const isTried =
    tried.userIds === undefined ? rules.limit.boundBy === 'install' : tried.userIds.includes(session.userId);
  const limit = isTried ? (tried.limit ?? rules.limit.value) : rules.limit.value;
  const policy =
    rules.policy.boundBy === 'install' ? (tried.policy ?? rules.policy.value) : rules.policy.value;
  const describe = (outcome: WhatIfCase['outcome'], inTheWay: readonly SessionView[]): WhatIfCase[] => [
    {
      at,
      userName: session.userName,
      device: session.device,
      class: session.class,
      outcome,
      devices: inTheWay.map(({ userName, device }) => ({ userName, device })),
    },
  ];
  if (own.length >= toNumber(limit)) {
    return describe(policy === 'ask' ? 'asked' : policy === 'refuse' ? 'refused' : 'ends_others', own);
  }
  const seats = tried.seats ?? records.plan.seats;
  return others.length >= toNumber(seats) ? describe('seats_full', []) : [];
}

function toNumber(value: LimitValue): number {
  return value === 'unlimited' ? Number.POSITIVE_INFINITY : value;
}
