import { describe, expect, it } from 'vitest';
import { openRefusalNotes } from '../../electron/authority/endpoints/gateway/refusal-notes.ts';

describe('what is refused in front of an app', () => {
  it('has a reference as long as the log takes it, and the log takes so many lines a minute', () => {
    const lines: unknown[] = [];
    let now = 30_000;
    const note = openRefusalNotes({ warn: (facts: unknown) => void lines.push(facts) }, () => now);
    expect(note('r1', { refusal: 'not_found' })).toBe('r1');
    expect(lines).toEqual([{ refusal: 'not_found', requestId: 'r1' }]);
    const noted = Array.from({ length: 100 }, (_, n) => note(`s${String(n)}`, {}));
    expect(noted.filter((reference) => reference !== undefined)).toHaveLength(59);
    expect(lines).toHaveLength(60);
    now += 60_000;
    expect(note('r2', {})).toBe('r2');
  });
});
