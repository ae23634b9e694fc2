import { describe, expect, it } from 'vitest';
import type { App } from '../../electron/authority/records/apps/apps.ts';
import {
  describeCut,
  describeReached,
} from '../../electron/authority/operations/check-app/front-findings.ts';
import type { Judgement } from '../../electron/authority/operations/check-app/judge-answer.ts';

const app = { name: 'Wiki', kind: 'gateway', url: 'https://10.0.0.1', upstream: 'http://127.0.0.1:1' } as App;
const silent: Judgement = { verdict: 'unreachable', detail: 'no connection within 2 s' };
const letIn: Judgement = { verdict: 'let_in', status: '200' };
const refused: Judgement = { verdict: 'refused' };

describe('what the check says of a cookie that is withdrawn', () => {
  it.each([
    ['let in, then refused', letIn, refused, 'good'],
    ['let in both times', letIn, letIn, 'bad'],
    ['refused from the first', refused, refused, 'unknown'],
    ['never asked about', undefined, refused, 'unknown'],
    ['no answer the second time', letIn, silent, 'unknown'],
    ['no answer the first time', silent, refused, 'unknown'],
  ] as const)('%s', (_what, before, after, result) => {
    expect(describeCut(app, before, after).result).toBe(result);
  });

  it('an app that does not answer in between is not said to refuse', () => {
    const found = describeReached(app, silent, false, false);
    expect([found.result, found.sentence]).toEqual(['unknown', expect.stringContaining('and then no more')]);
  });
});
