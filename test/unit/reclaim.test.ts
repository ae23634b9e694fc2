import { describe, expect, it } from 'vitest';
import { decideAdmission } from '../../electron/authority/operations/policies/admission.ts';
import { listReclaimable, reclaimableAt } from '../../electron/authority/operations/policies/reclaim.ts';
import type { Session } from '../../electron/authority/records/sessions/session.ts';
import type { Policy } from '../../shared/model/limit.ts';
import { defaultSettings } from '../../shared/model/settings.ts';
import { makeRequest, makeRules, makeSession, minute, now } from '../support/made-rules.ts';

const settings = defaultSettings.sessions.reclaim;
const anybody = (): boolean => true;

function unseen(id: string, minutes: number, more: Partial<Session> = {}): Session {
  return makeSession(id, { lastSeenAt: now - minutes * minute, ...more });
}

function unclaimed(id: string, seconds: number): Session {
  const at = now - seconds * 1000;
  return makeSession(id, { signedInAt: at, lastUsedAt: at, lastSeenAt: at, claimedAt: undefined });
}

function reclaimed(sessions: readonly Session[], mayReclaim: (one: Session) => boolean = anybody): string[] {
  return listReclaimable(now, sessions, { settings, mayReclaim }).map(({ id }) => id);
}

describe('listReclaimable', () => {
  it('12: names browsers not seen for 30 minutes, the longest unseen first', () => {
    expect(reclaimed([unseen('a', 31), unseen('b', 45), unseen('c', 5)])).toEqual(['b', 'a']);
  });

  it('is exact: at 30 minutes, not a millisecond earlier', () => {
    expect(reclaimed([unseen('a', 30)])).toEqual(['a']);
    expect(reclaimed([makeSession('a', { lastSeenAt: now - 30 * minute + 1 })])).toEqual([]);
  });

  it('goes by the last sight, not the last use: a page that polls is alive', () => {
    expect(reclaimed([makeSession('a', { lastUsedAt: now - 59 * minute, lastSeenAt: now })])).toEqual([]);
  });

  it('12: never names a phone app in a pocket', () => {
    expect(reclaimed([unseen('app', 600, { class: 'app' })])).toEqual([]);
    expect(reclaimed([{ ...unclaimed('app', 600), class: 'app' }])).toEqual([]);
  });

  it('leaves out what the admin or the app forbids', () => {
    expect(reclaimed([unseen('a', 31), unseen('b', 31)], ({ id }) => id !== 'a')).toEqual(['b']);
  });

  it('16: names those nobody claimed in 60 s before all others', () => {
    expect(reclaimed([unseen('dead', 600), unclaimed('lost', 60)])).toEqual(['lost', 'dead']);
    expect(reclaimed([unclaimed('on-its-way', 59)])).toEqual([]);
  });
});

describe('an admission', () => {
  const rules = (limit: number, policy: Policy): ReturnType<typeof makeRules> =>
    makeRules(limit, policy, { mayReclaim: anybody });

  it.each(['ask', 'end-least-recent', 'end-oldest', 'end-next-to-expire'] as const)(
    '12: takes the place of a dead device before it asks or ends a living one (%s)',
    (policy) => {
      const live = [
        makeSession('alive', { lastUsedAt: now - 40 * minute, lastSeenAt: now }),
        unseen('dead', 31),
      ];
      expect(decideAdmission(now, makeRequest(), live, rules(2, policy))).toEqual({
        kind: 'admit',
        end: [{ id: 'dead', reason: 'reclaimed', at: now, by: 'Newcomer' }],
        expire: [],
      });
    },
  );

  it('reclaims only as many as it needs, the longest unseen first', () => {
    const live = [unseen('a', 31), unseen('b', 50), unseen('c', 40)];
    expect(decideAdmission(now, makeRequest(), live, rules(3, 'ask')).end.map(({ id }) => id)).toEqual(['b']);
    expect(decideAdmission(now, makeRequest(), live, rules(2, 'ask')).end.map(({ id }) => id)).toEqual([
      'b',
      'c',
    ]);
  });

  it('reclaims nobody below the limit', () => {
    expect(decideAdmission(now, makeRequest(), [unseen('a', 31)], rules(2, 'ask')).end).toEqual([]);
  });

  it('reclaims nobody when that is not enough: a question and a refusal end nobody', () => {
    const live = [unseen('dead', 31), makeSession('alive')];
    expect(decideAdmission(now, makeRequest(), live, rules(1, 'ask'))).toMatchObject({
      kind: 'ask',
      mustEnd: 2,
      end: [],
    });
    expect(decideAdmission(now, makeRequest(), live, rules(1, 'refuse'))).toMatchObject({
      kind: 'refuse',
      end: [],
    });
  });

  it('ends a living one by the policy only for what the dead do not free', () => {
    const live = [
      unseen('dead', 31),
      makeSession('old', { lastUsedAt: now - 9 * minute }),
      makeSession('new'),
    ];
    expect(decideAdmission(now, makeRequest(), live, rules(2, 'end-least-recent')).end).toMatchObject([
      { id: 'dead', reason: 'reclaimed' },
      { id: 'old', reason: 'ended_least_recent' },
    ]);
  });

  it('keeps the dead when what was chosen is enough', () => {
    const live = [unseen('dead', 31), makeSession('alive')];
    expect(decideAdmission(now, makeRequest({ chosen: ['alive'] }), live, rules(2, 'ask')).end).toMatchObject(
      [{ id: 'alive', reason: 'ended_by_choice' }],
    );
  });

  it('under `refuse` reclaims nobody, whom the rules do not let it', () => {
    const live = [unseen('dead', 600)];
    expect(decideAdmission(now, makeRequest(), live, makeRules(1, 'refuse'))).toMatchObject({
      kind: 'refuse',
      end: [],
    });
    expect(decideAdmission(now, makeRequest(), live, rules(1, 'refuse')), 'turned on').toMatchObject({
      end: [{ id: 'dead', reason: 'reclaimed' }],
    });
  });
});

describe('reclaimableAt', () => {
  it('12: says when a place frees itself: the first that could be, unseen from now on', () => {
    const sessions = [unseen('a', 5), unseen('b', 10), unseen('app', 20, { class: 'app' })];
    expect(reclaimableAt(sessions, { settings, mayReclaim: anybody })).toBe(now + 20 * minute);
    expect(reclaimableAt(sessions, { settings, mayReclaim: () => false })).toBeUndefined();
  });
});
