import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appEmail } from '../../electron/authority/operations/policies/app-email.ts';
import { foldUserName, isUserName } from '../../shared/model/user.ts';

const of = (name: string, id = 'id-1'): string => appEmail({ id, name, email: '' }, 'rollcall.internal');

describe('the e-mail address that apps are told', () => {
  it('is the own one of a user who has one', () => {
    expect(appEmail({ id: 'id-1', name: 'ann', email: 'Ann@example.org' }, 'rollcall.internal')).toBe(
      'Ann@example.org',
    );
  });
});

describe('the e-mail address that apps are told of a user who has none', () => {
  it.each([
    ['ann', 'ann@rollcall.internal'],
    ['Ann', 'ann@rollcall.internal'],
    ['ann.b-c_1', 'ann.b-c_1@rollcall.internal'],
  ])('%s is %s', (name, address) => {
    expect(of(name)).toBe(address);
  });

  it.each([
    ['Jörg Müller', /^jorg\.muller\+[0-9a-f]{12}@/],
    ['ann..b', /^ann\.b\+[0-9a-f]{12}@/],
    ['.ann', /^ann\+[0-9a-f]{12}@/],
    ['ann+b', /^ann\.b\+[0-9a-f]{12}@/],
    ['ann@example.org', /^ann\.example\.org\+[0-9a-f]{12}@/],
    ['李雷', /^user\+[0-9a-f]{12}@/],
    ['"><script>', /^script\+[0-9a-f]{12}@/],
  ])('%s keeps what can be read and gets a mark', (name, shape) => {
    expect(of(name)).toMatch(shape);
  });

  it('is valid, at most 64 letters before the @, and never that of another user', () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 64 }).filter(isUserName);
    fc.assert(
      fc.property(name, name, (one, other) => {
        const address = of(one, 'id-1');
        expect(address).toMatch(/^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?(?:\+[0-9a-f]{12})?@rollcall\.internal$/);
        expect(address).not.toContain('..');
        expect(address.indexOf('@')).toBeLessThanOrEqual(64);
        const same = foldUserName(one) === foldUserName(other);
        expect(same || of(other, 'id-2') !== address).toBe(true);
      }),
    );
  });
});
