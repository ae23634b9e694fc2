import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Batch } from '../../electron/authority/base/storage/batch.ts';
import type { AuditWish } from '../../electron/authority/records/audit/list-audit.ts';
import type { AuditMeaning } from '../../shared/model/audit-word.ts';
import type { AuditEntry } from '../../shared/model/audit.ts';
import { makeSeamDir, openSeam, removeSeamDir, type Seam } from '../support/seam.ts';

const start = Date.UTC(2026, 5, 1);
const dataDir = makeSeamDir();
let seam: Seam;

beforeAll(async () => {
  seam = await openSeam(dataDir);
  const batch = new Batch();
  const say = (fields: Omit<Partial<AuditEntry>, 'at'>, hours: number): void =>
    seam.deps.audit.append(batch, {
      at: start + hours * 3_600_000,
      action: 'user.changed',
      actor: 'console',
      subject: 'ann',
      ...fields,
    });
  say({ subject: 'Ann Müller' }, 0);
  say({ action: 'group.added', subject: 'g-1', data: { name: 'أحمد محـمّد إضَافة Groß किताब फल' } }, 0.5);
  say(
    { action: 'session.ended', actor: 'rollcall', subject: 's-1', data: { user: 'ann', reason: 'idle' } },
    1,
  );
  say({ action: 'sign_in.failed', actor: 'rollcall', subject: 'bob', address: '10.0.0.7' }, 2);
  say({ action: 'settings.changed', subject: 'x', data: { to: { 'portal.name': '100%_Ärger' } } }, 3);
  say({ action: 'users.imported', subject: 'i-1', data: { added: 2, users: ['zoë', 'yan'] } }, 4);
  const name = { from: 'Wiki', to: 'Handbook' };
  say({ action: 'app.changed', subject: 'a-1', data: { name } }, 5);
  say({ action: 'app.entered', actor: 'user:kim', subject: 'a-1', data: { app: 'Handbook' } }, 6);
  // Written past Rollcall.
  batch.write(
    `INSERT INTO audit (seq, at, action, actor, subject, address, data, hash)
     VALUES (1000, ?, 'user.changed', 'console', 'odd', '', '{no json', '')`,
    start + 7 * 3_600_000,
  );
  await seam.deps.database.commit(batch);
});
afterAll(async () => {
  await seam?.close();
  removeSeamDir(dataDir);
});

async function find(filter: AuditWish): Promise<string[]> {
  const { entries } = await seam.deps.audit.list({ limit: 100, filter });
  return entries.map(({ subject }) => subject);
}

describe('the audit, filtered', () => {
  it('by what was done', async () => {
    expect(await find({ actions: ['session.ended', 'sign_in.failed'] })).toEqual(['bob', 's-1']);
    expect(await find({ actions: [] })).toEqual([]);
  });

  it('by who did it or to whom, whatever the case, also where the entry is about a session', async () => {
    expect(await find({ who: 'ANN' })).toEqual(['s-1', 'Ann Müller']);
    expect(await find({ who: 'MÜLL' })).toEqual(['Ann Müller']);
    expect(await find({ who: '10.0' })).toEqual([]);
  });

  it('by the name of an app, also the one before, and by everybody whom an import of another time names', async () => {
    expect(await find({ who: 'handb' })).toEqual(['a-1', 'a-1']);
    expect(await find({ who: 'wiki' })).toEqual(['a-1']);
    expect(await find({ who: 'ZOË' })).toEqual(['i-1']);
    expect(await find({ who: 'yan' })).toEqual(['i-1']);
    expect(await find({ who: 'added' })).toEqual([]);
  });

  it('by a text anywhere, taken as it stands', async () => {
    expect(await find({ text: '10.0.0' })).toEqual(['bob']);
    expect(await find({ text: '100%_ärger' })).toEqual(['x']);
    expect(await find({ text: '1_0' })).toEqual([]);
    expect(await find({ text: '%' })).toEqual(['x']);
    expect(await find({ text: 'maller' })).toEqual([]);
  });

  it('by letters without their accents, hamza or tashkeel, and the other way round', async () => {
    expect(await find({ who: 'muller' })).toEqual(['Ann Müller']);
    expect(await find({ who: 'zoe' })).toEqual(['i-1']);
    expect(await find({ who: 'änn müllér' })).toEqual(['Ann Müller']);
    expect(await find({ text: 'arger' })).toEqual(['x']);
    expect(await find({ words: [{ text: 'MULLER' }, { text: 'chängèd' }] })).toEqual(['Ann Müller']);
    for (const text of ['احمد', 'اضافه', 'إضافة', 'أحمد', 'مُحمد', 'gross', 'किताब', 'फल']) {
      expect(await find({ words: [{ text }] }), text).toEqual(['g-1']);
      expect(await find({ text }), text).toEqual(['g-1']);
    }
    for (const text of ['ahmad', 'كتاب', 'की', 'كتاب احمد'])
      expect(await find({ words: [{ text }] }), text).toEqual([]);
  });

  it('by the name of its action, and by each of several words, wherever it stands', async () => {
    expect(await find({ text: 'SIGN_IN.failed' })).toEqual(['bob']);
    expect(await find({ words: [{ text: 'bob' }, { text: 'failed' }] })).toEqual(['bob']);
    expect(await find({ words: [{ text: 'bob' }, { text: 'müll' }] })).toEqual([]);
    expect(await find({ words: [{ text: 'MÜLL' }, { text: 'user.' }] })).toEqual(['Ann Müller']);
  });

  it('by what a word stands for to whoever reads it: an action, who did it, a value, something changed', async () => {
    const actions = ['sign_in.failed', 'users.imported'] as const;
    const word = (text: string, ...stands: AuditMeaning[]) => ({ words: [{ text, stands }] });
    expect(await find(word('gescheitert', { actions: [...actions] }))).toEqual(['i-1', 'bob']);
    expect(
      await find(word('müßig', { actions: ['session.ended'], data: { path: ['reason'], is: 'idle' } })),
    ).toEqual(['s-1']);
    expect(
      await find(word('x', { actions: ['session.ended'], data: { path: ['reason'], is: 'hours' } })),
    ).toEqual(['x']);
    expect(await find(word('ناس', { actor: 'user:kim' }, { subject: 'odd' }))).toEqual(['odd', 'a-1']);
    const changed = { actions: ['app.changed' as const, 'settings.changed' as const] };
    expect(
      await find(word('名称', { ...changed, data: { path: ['name', 'to'], unlike: ['name', 'from'] } })),
    ).toEqual(['a-1']);
    expect(
      await find(
        word('titel', { ...changed, data: { path: ['to', 'portal.name'], unlike: ['from', 'portal.name'] } }),
      ),
    ).toEqual(['x']);
    const among = (...isIn: (string | boolean)[]) => ({ ...changed, data: { path: ['name', 'to'], isIn } });
    expect(await find(word('手册', among('none', false, 'Handbook')))).toEqual(['a-1']);
    expect(await find(word('手册', among('none', false)))).toEqual([]);
    const added = (isNot: number) => ({
      actions: ['users.imported' as const],
      data: { path: ['added'], isNot },
    });
    expect(await find(word('neu', added(0)))).toEqual(['i-1']);
    expect(await find(word('neu', added(2)))).toEqual([]);
    const [number] = await find({
      words: [{ text: 'gescheitert', stands: [{ actions: [...actions] }] }, { text: '10.0' }],
    });
    expect(number).toBe('bob');
  });

  it('by time: from a moment on, up to but not at another', async () => {
    expect(await find({ from: start + 3_600_000, to: start + 3 * 3_600_000 })).toEqual(['bob', 's-1']);
  });

  it('only what has come since an entry, filtered or not', async () => {
    const [newest, ...older] = (await seam.deps.audit.list({ limit: 100 })).entries;
    const after = older[1]?.seq ?? 0;
    const since = await seam.deps.audit.list({ after, limit: 100 });
    expect(since).toEqual({ entries: [newest, older[0]] });
    expect(await seam.deps.audit.list({ after, limit: 100, filter: { who: 'kim' } })).toEqual({
      entries: [older[0]],
    });
    expect(await seam.deps.audit.list({ after, limit: 1 })).toEqual({ entries: [newest], next: newest?.seq });
  });

  it('page by page to its end, each entry once', async () => {
    const seen: number[] = [];
    let before: number | undefined;
    do {
      const page = await seam.deps.audit.list({ before, limit: 1, filter: { text: 'n' } });
      expect(page.entries.length).toBeLessThanOrEqual(1);
      seen.push(...page.entries.map(({ seq }) => seq));
      before = page.next;
    } while (before !== undefined);
    const all = (await seam.deps.audit.list({ limit: 100, filter: { text: 'n' } })).entries;
    expect(seen).toEqual(all.map(({ seq }) => seq));
    expect(seen.length).toBeGreaterThan(2);
  });
});

describe('an audit of a million entries', () => {
  it('gives its newest page as fast as a short one, and a rare entry in stretches that can be given up', async () => {
    const batch = new Batch();
    batch.write(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000)
       INSERT INTO audit (seq, at, action, actor, subject, address, data, hash)
       SELECT 1000 + i, ? + i, 'session.started', 'user:u' || (i % 500), 's' || i, '10.0.0.1', '{"user":"u"}', '' FROM n`,
      start,
    );
    expect((await seam.deps.database.commit(batch)).ok).toBe(true);
    const timed = async (filter: AuditWish | undefined): Promise<number> => {
      const began = performance.now();
      const { entries } = await seam.deps.audit.list({ limit: 100, filter });
      expect(entries).toHaveLength(100);
      return performance.now() - began;
    };
    // The margin is wide: looking through all of it takes seconds.
    expect(await timed(undefined)).toBeLessThan(500);
    expect(await timed({ actions: ['session.started'], who: 'user:u' })).toBeLessThan(500);

    const idle = [
      { actions: ['session.started' as const], data: { path: ['user'], is: 'u' } },
      { actor: 'nobody' },
    ];
    expect(await timed({ words: [{ text: 'leerlauf', stands: idle }] })).toBeLessThan(500);

    let pages = 0;
    let before: number | undefined;
    const found: string[] = [];
    do {
      const page = await seam.deps.audit.list({ before, limit: 100, filter: { who: 'müller' } });
      found.push(...page.entries.map(({ subject }) => subject));
      before = page.next;
      pages += 1;
    } while (before !== undefined);
    expect(found).toEqual(['Ann Müller']);
    expect(pages).toBeGreaterThan(3);
  }, 120_000);
});
