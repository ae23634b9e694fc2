import { foldText } from '../../../../shared/fold-text.ts';
import { isOfMeaning, type AuditWord } from '../../../../shared/model/audit-word.ts';
import type { AuditAction, AuditEntry } from '../../../../shared/model/audit.ts';
import type { Database } from '../../base/storage/database.ts';
import { decodeAuditRow } from './decode-audit-row.ts';
import { isLike, mayBeOdd, patternsOf, toPatterns } from './search-patterns.ts';

export interface AuditWish {
  readonly actions?: readonly AuditAction[] | undefined;
  /** Somewhere in who did it or to whom, folded. */
  readonly who?: string | undefined;
  /** Somewhere in action, actor, subject, address or data, folded. */
  readonly text?: string | undefined;
  /** Each of them; with what it stands for where entries are shown in words. */
  readonly words?: readonly AuditWord[] | undefined;
  /** Epoch ms, from this moment on. */
  readonly from?: number | undefined;
  /** Epoch ms, up to but not at this moment. */
  readonly to?: number | undefined;
}

export interface AuditQuery {
  /** Only entries with a smaller number. */
  readonly before?: number | undefined;
  /** Only entries with a larger number: what has come since. */
  readonly after?: number | undefined;
  readonly limit: number;
  readonly filter?: AuditWish | undefined;
}

export interface AuditPage {
  readonly entries: AuditEntry[];
  /** Where to go on, as `before`; undefined: that was all. */
  readonly next?: number;
}

/** Looked through by one read: the disk is free for sign-ins in between. */
const stretch = 20_000;
/** Looked through for one answer. What nobody ever did is looked for in several answers, and can be given up. */
const stretchesMax = 10;

/** Read at once when the first ones were not enough: of many that could be meant, few may be. */
const readMin = 2000;
const readsMax = 15;

const plainSql = 'SELECT * FROM audit WHERE seq < ? AND seq > ? ORDER BY seq DESC LIMIT ?';
/**
 * Names are in the data where the subject is a session or an app; imports once named everybody in one entry. What was
 * tampered with may be no JSON.
 */
const wishedSql = `WITH word AS MATERIALIZED (SELECT key AS n, ${patternsOf('value')} FROM json_each(?)),
  who AS MATERIALIZED (SELECT ${patternsOf('value')} FROM json_each(?)),
  meant AS MATERIALIZED (
    SELECT value ->> 'n' AS n, value ->> 'action' AS action, value ->> 'actor' AS actor,
      value ->> 'subject' AS subject, value ->> 'path' AS path, value ->> 'is' AS wanted, value -> 'isIn' AS some,
      value ->> 'isNot' AS other, value ->> 'unlike' AS unlike
    FROM json_each(?))
  SELECT * FROM audit WHERE seq < ? AND seq > ?
  AND (? IS NULL OR action IN (SELECT value FROM json_each(?)))
  AND at >= ? AND at < ?
  AND NOT EXISTS (SELECT 1 FROM who WHERE NOT IFNULL(
    ${isLike('actor', 'subject')}
    OR CASE WHEN json_valid(data) THEN
      ${isLike("json_extract(data, '$.user')", "json_extract(data, '$.app')")}
      OR (action LIKE 'app.%' AND ${isLike("json_extract(data, '$.name')")})
      OR (action IN ('users.imported', 'users.import_undone')
        AND EXISTS (SELECT 1 FROM json_each(data, '$.users') WHERE ${isLike('value')})) END
    OR ${mayBeOdd()}, 0))
  AND NOT EXISTS (SELECT 1 FROM word WHERE NOT IFNULL(
    ${isLike('audit.action', 'audit.actor', 'audit.subject', 'address', 'data')}
    OR EXISTS (SELECT 1 FROM meant WHERE meant.n = word.n
      AND (meant.action IS NULL OR meant.action = audit.action)
      AND (meant.actor IS NULL OR meant.actor = audit.actor)
      AND (meant.subject IS NULL OR meant.subject = audit.subject)
      AND (path IS NULL OR CASE WHEN json_valid(data) THEN
        (wanted IS NULL OR json_extract(data, path) IS wanted)
        AND (some IS NULL OR EXISTS (SELECT 1 FROM json_each(some) WHERE value IS json_extract(data, meant.path)))
        AND (other IS NULL OR json_extract(data, path) <> other)
        AND (unlike IS NULL OR json_extract(data, path) IS NOT json_extract(data, unlike)) ELSE 0 END))
    OR ${mayBeOdd()}, 0))
  ORDER BY seq DESC LIMIT ?`;

/** Newest first. The newest page costs the same however long the audit is. */
export async function listAudit(
  database: Database,
  { before, after = 0, limit, filter }: AuditQuery,
): Promise<AuditPage> {
  let end = before ?? (await findEnd(database));
  if (filter === undefined) {
    const rows = await database.read(plainSql, end, after, limit + 1);
    return pageOf(rows.map(decodeAuditRow), limit, undefined);
  }
  const actions = filter.actions === undefined ? null : JSON.stringify(filter.actions);
  const wished = { who: foldText(filter.who?.trim() ?? ''), words: listWords(filter) };
  const sought = JSON.stringify(wished.words.map(({ text }) => toPatterns(text)));
  const soughtWho = JSON.stringify(wished.who === '' ? [] : [toPatterns(wished.who)]);
  const meant = JSON.stringify(wished.words.flatMap(toMeant));
  const entries: AuditEntry[] = [];
  const last = Math.max(after + 1, end - stretch * stretchesMax);
  let room = limit + 1;
  for (let n = 0; n < readsMax && end > last && entries.length <= limit; n++) {
    const start = Math.max(last, end - stretch);
    const rows = await database.read(
      wishedSql,
      sought,
      soughtWho,
      meant,
      end,
      start - 1,
      actions,
      actions,
      filter.from ?? Number.MIN_SAFE_INTEGER,
      filter.to ?? Number.MAX_SAFE_INTEGER,
      room,
    );
    const found = rows.map(decodeAuditRow);
    entries.push(...found.filter((entry, i) => isMeant(entry, String(rows[i]?.['data']), wished)));
    // A full answer may have stopped before the start of the stretch.
    end = rows.length < room ? start : (found.at(-1)?.seq ?? start);
    room = Math.max(readMin, limit + 1);
  }
  return pageOf(entries, limit, end > after + 1 ? end : undefined);
}

async function findEnd(database: Database): Promise<number> {
  const [row] = await database.read('SELECT MAX(seq) AS seq FROM audit');
  return Number(row?.['seq'] ?? 0) + 1;
}

function pageOf(entries: AuditEntry[], limit: number, next: number | undefined): AuditPage {
  if (entries.length <= limit) return next === undefined ? { entries } : { entries, next };
  const page = entries.slice(0, limit);
  return { entries: page, next: page.at(-1)?.seq ?? 0 };
}

/** Who and what is in the data of an entry, by name. */
function listNames({ action, data }: AuditEntry): unknown[] {
  const { user, app, name, users } = data;
  return [
    user,
    app,
    // Of an app that was renamed: both names.
    ...(action.startsWith('app.') ? [name, ...valuesOf(name)] : []),
    ...(action.startsWith('users.') ? valuesOf(users) : []),
  ];
}

function valuesOf(value: unknown): unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value) : [];
}

/** `text` is one word with whatever stands between its letters. All folded. */
function listWords({ text = '', words = [] }: AuditWish): AuditWord[] {
  return [{ text }, ...words]
    .map((word) => ({ ...word, text: foldText(word.text.trim()) }))
    .filter((word) => word.text !== '');
}

/** One row for each action a word stands for, as the SQL looks them up. */
function toMeant({ stands = [] }: AuditWord, n: number): object[] {
  return stands.flatMap(({ actions, actor, subject, data }) =>
    (actions ?? [null]).map((action) => ({
      n,
      action,
      actor,
      subject,
      path: toPath(data?.path),
      is: data?.is,
      isIn: data?.isIn,
      isNot: data?.isNot,
      unlike: toPath(data?.unlike),
    })),
  );
}

function toPath(names: readonly string[] | undefined): string | undefined {
  return names && `$${names.map((name) => `."${name}"`).join('')}`;
}

function isMeant(
  entry: AuditEntry,
  data: string,
  { who, words }: { readonly who: string; readonly words: readonly AuditWord[] },
): boolean {
  const { action, actor, subject, address } = entry;
  const fold = (...places: readonly unknown[]): string =>
    places.map((place) => (typeof place === 'string' ? foldText(place) : '')).join('\n');
  const named = who === '' ? '' : fold(actor, subject, ...listNames(entry));
  const all = words.length === 0 ? '' : fold(action, actor, subject, address, data);
  return (
    named.includes(who) &&
    words.every(
      ({ text, stands = [] }) => all.includes(text) || stands.some((one) => isOfMeaning(entry, one)),
    )
  );
}
