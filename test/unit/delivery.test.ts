import { expect, it } from 'vitest';
import { judgeAnswer, pauseAfter } from '../../electron/authority/operations/policies/delivery.ts';

it('pauses double from one second to five minutes', () => {
  const pauses = Array.from({ length: 11 }, (_, n) => pauseAfter(n + 1, 0) / 1000);
  expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
  expect(pauseAfter(100_000, 0)).toBe(300_000);
});

it('chance makes a pause up to a fifth shorter, never longer', () => {
  expect([pauseAfter(1, 0.5), pauseAfter(1, 1), pauseAfter(20, 1)]).toEqual([900, 800, 240_000]);
});

it('only 200 and 204 confirm; 400 says no; everything else says neither', () => {
  expect([200, 204].map(judgeAnswer)).toEqual(['confirmed', 'confirmed']);
  expect(judgeAnswer(400)).toBe('refused');
  const odd = [201, 202, 206, 301, 302, 307, 401, 403, 404, 405, 429, 500, 501, 502, 503];
  expect(new Set(odd.map(judgeAnswer))).toEqual(new Set(['odd']));
});
