import { describe, expect, it } from 'vitest';
import { decideAdmission } from '../../electron/authority/operations/policies/admission.ts';
import type { AppSessions } from '../../shared/model/limit.ts';
import type { SessionClass } from '../../shared/model/session.ts';
import { makeRequest, makeRules, makeSession, makeSettings, now } from '../support/made-rules.ts';

const browser = makeSession('browser', { lastUsedAt: now - 9 });
const app = makeSession('app', { class: 'app', lastUsedAt: now - 10 });

function decide(
  appSessions: AppSessions,
  newClass: SessionClass,
  limit: number,
  more: { policy?: 'refuse' | 'end-least-recent' | 'ask'; chosen?: readonly string[] } = {},
): ReturnType<typeof decideAdmission> {
  return decideAdmission(
    now,
    makeRequest({ chosen: more.chosen }),
    [browser, app],
    makeRules(limit, more.policy ?? 'refuse', { settings: makeSettings({ appSessions }), newClass }),
  );
}

describe('app sessions', () => {
  it('counted: one pool with browsers, whichever comes', () => {
    for (const newClass of ['browser', 'app'] as const) {
      expect(decide('counted', newClass, 2)).toMatchObject({ kind: 'refuse', code: 'session_limit' });
      expect(decide('counted', newClass, 3)).toMatchObject({ kind: 'admit', end: [] });
      expect(decide('counted', newClass, 2, { policy: 'end-least-recent' })).toMatchObject({
        end: [{ id: 'app', reason: 'ended_least_recent' }],
      });
    }
  });

  it('11: separate: neither takes a place of the other, nor is it ended for the other', () => {
    for (const [newClass, own] of [
      ['browser', 'browser'],
      ['app', 'app'],
    ] as const) {
      expect(decide('separate', newClass, 2)).toMatchObject({ kind: 'admit', end: [] });
      expect(decide('separate', newClass, 1)).toMatchObject({ kind: 'refuse', sessions: [{ id: own }] });
      expect(decide('separate', newClass, 1, { policy: 'end-least-recent' })).toMatchObject({
        end: [{ id: own }],
      });
      expect(decide('separate', newClass, 1, { policy: 'ask' })).toMatchObject({
        kind: 'ask',
        mustEnd: 1,
        sessions: [{ id: own }],
      });
    }
  });

  it('separate: ending a phone makes no place for a browser', () => {
    expect(decide('separate', 'browser', 1, { policy: 'ask', chosen: ['app'] })).toMatchObject({
      kind: 'ask',
      end: [],
    });
  });

  it('uncounted: a browser does not see them', () => {
    expect(decide('uncounted', 'browser', 2)).toMatchObject({ kind: 'admit', end: [] });
    expect(decide('uncounted', 'browser', 1)).toMatchObject({
      kind: 'refuse',
      sessions: [{ id: 'browser' }],
    });
  });
});
