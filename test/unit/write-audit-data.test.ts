import { describe, expect, it } from 'vitest';
import { writeAuditData } from '../../electron/authority/entry/cli/write-audit-data.ts';

describe('what an entry of the audit says, in a line of the command line', () => {
  it.each([
    [{}, ''],
    [
      { from: { limit: 2, disabled: false }, to: { limit: 3, disabled: true } },
      'limit: 2 → 3, disabled: false → true',
    ],
    [{ from: {}, to: { 'sessions.limit': 4 }, revision: 7 }, 'sessions.limit: 4, revision: 7'],
    [
      { from: { name: 'A', rules: { limit: 1 } }, to: { name: 'A', rules: { limit: 2 } } },
      'rules: limit: 1 → 2',
    ],
    [{ name: 'Wiki', url: { from: 'https://a', to: '' } }, 'name: Wiki, url: https://a → ""'],
    [
      { users: Array.from({ length: 3000 }, (_, n) => `u${String(n)}`) },
      'users: [u0 u1 u2 u3 u4 … 3000 in all]',
    ],
    [{ from: 'Chrome', device: 'PC-A' }, 'from: Chrome, device: PC-A'],
  ])('%j', (data, line) => {
    expect(writeAuditData(data)).toBe(line);
  });
});
