import { describe, expect, it } from 'vitest';
import { openPasswordHasher, standardCost } from '../../electron/authority/base/crypto/password-hasher.ts';
import { checkPassword } from '../../electron/authority/operations/policies/password-strength.ts';

const cheap = { memoryKib: 64, passes: 1 };
const wanted = { lane: 'open', stillWanted: () => true } as const;

describe('checkPassword', () => {
  it.each([
    ['', 'password_too_short'],
    ['1234567', 'password_too_short'],
    ['ééééééé', 'password_too_short'],
    ['😀😀😀😀😀😀😀', 'password_too_short'],
    [`${'x'.repeat(255)}yz`, 'password_too_long'],
    ['password', 'password_too_common'],
    ['PassWord', 'password_too_common'],
    ['12345678', 'password_too_common'],
    ['qwertyuiop', 'password_too_common'],
    ['ｐａｓｓｗｏｒｄ', 'password_too_common'],
    ['aaaaaaaaaaaa', 'password_too_common'],
    ['AaAaAaAaAa', 'password_too_common'],
  ])('refuses %j as %s', (password, code) => {
    expect(checkPassword(password)).toBe(code);
  });

  it.each([
    'correct horse',
    'blau-kraut-bleibt',
    'ünïcødé-päss',
    '        x',
    'パスワード安全第一だよね',
    'x'.repeat(255) + 'y',
  ])('takes %j: nothing but length and commonness counts', (password) => {
    expect(checkPassword(password)).toBeUndefined();
  });

  it('knows a list worth the name', () => {
    const common = [
      'iloveyou',
      'sunshine',
      'princess',
      'football',
      'baseball',
      'trustno1',
      'superman',
      'michelle',
    ];
    expect(common.filter((password) => checkPassword(password) !== 'password_too_common')).toEqual([]);
  });
});

describe('the password hasher', () => {
  it('makes Argon2id of at least 19 MiB and 2 passes', async () => {
    const hasher = openPasswordHasher({ concurrency: 1, queueMax: 10 });
    const made = await hasher.hash('correct horse');
    expect(made.kind === 'done' && made.value).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(standardCost).toEqual({ memoryKib: 19_456, passes: 2 });
  });

  it('takes the same password in any normal form of Unicode, and no other', async () => {
    const hasher = openPasswordHasher({ cost: cheap, concurrency: 1, queueMax: 10 });
    const made = await hasher.hash('cafe\u0301 au lait');
    if (made.kind !== 'done') throw new Error(made.kind);
    expect(await hasher.verify(made.value, 'caf\u00e9 au lait', wanted)).toEqual({
      kind: 'done',
      value: true,
    });
    expect(await hasher.verify(made.value, 'cafe au lait', wanted)).toEqual({ kind: 'done', value: false });
  });

  it('says no for a user who does not exist, whatever the password', async () => {
    const hasher = openPasswordHasher({ cost: cheap, concurrency: 1, queueMax: 10 });
    expect(await hasher.verify(undefined, 'no password matches this', wanted)).toEqual({
      kind: 'done',
      value: false,
    });
  });

  it('answers busy to what does not fit in the queue, and drops what is no longer wanted without hashing', async () => {
    const hasher = openPasswordHasher({ cost: cheap, concurrency: 1, queueMax: 2 });
    const answers = await Promise.all([
      hasher.verify(undefined, 'a', wanted),
      hasher.verify(undefined, 'b', { lane: 'open', stillWanted: () => false }),
      hasher.verify(undefined, 'c', wanted),
      hasher.verify(undefined, 'd', wanted),
    ]);
    expect(answers.map(({ kind }) => kind)).toEqual(['done', 'dropped', 'done', 'busy']);
  });

  it('does not let a flood of strangers hold up a known device', async () => {
    const hasher = openPasswordHasher({ cost: cheap, concurrency: 1, queueMax: 1000 });
    const order: string[] = [];
    const flood = Array.from({ length: 200 }, (_, n) =>
      hasher.verify(undefined, 'guess', wanted).then(() => order.push(`stranger ${String(n)}`)),
    );
    const known = hasher
      .verify(undefined, 'mine', { lane: 'known', stillWanted: () => true })
      .then(() => order.push('known'));
    await Promise.all([...flood, known]);
    expect(order.indexOf('known')).toBeLessThanOrEqual(3);
  });

  it('does not let a flood of known devices hold up a stranger either', async () => {
    const hasher = openPasswordHasher({ cost: cheap, concurrency: 1, queueMax: 1000 });
    const order: string[] = [];
    const flood = Array.from({ length: 200 }, (_, n) =>
      hasher
        .verify(undefined, 'mine', { lane: 'known', stillWanted: () => true })
        .then(() => order.push(`known ${String(n)}`)),
    );
    const stranger = hasher.verify(undefined, 'guess', wanted).then(() => order.push('stranger'));
    await Promise.all([...flood, stranger]);
    expect(order.indexOf('stranger')).toBeLessThanOrEqual(3);
  });
});
