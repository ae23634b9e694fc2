import { isOfMeaning, type AuditWord } from '../../../../shared/model/audit-word.ts';
import type { AuditAction, AuditEntry } from '../../../../shared/model/audit.ts';
import type { Database } from '../../base/storage/database.ts';
import { decodeAuditRow } from './decode-audit-row.ts';

export interface AuditWish {
  readonly actions?: readonly AuditAction[] | undefined;
  /** Somewhere in who did it or to whom, whatever its case. */
  readonly who?: string | undefined;
  /** Somewhere in action, actor, subject, address or data, whatever its case. */
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

const plainSql = 'SELECT * FROM audit WHERE seq < ? AND seq > ? ORDER BY seq DESC LIMIT ?';
/**
 * Names are in the data where the subject is a session or an app; imports once named everybody in one entry. What was
 * tampered with may be no JSON.
 */
const wishedSql = `WITH word AS MATERIALIZED (SELECT key AS n, value AS pattern FROM json_each(?)),
  meant AS MATERIALIZED (
    SELECT value ->> 'n' AS n, value ->> 'action' AS action, value ->> 'actor' AS actor,
      value ->> 'subject' AS subject, value ->> 'path' AS path, value ->> 'is' AS wanted, value -> 'isIn' AS some,
      value ->> 'isNot' AS other, value ->> 'unlike' AS unlike
    FROM json_each(?))
  SELECT * FROM audit WHERE seq < ? AND seq > ?
  AND (? IS NULL OR action IN (SELECT value FROM json_each(?)))
  AND at >= ? AND at < ?
  AND (? IS NULL OR actor LIKE ? ESCAPE '\\' OR subject LIKE ? ESCAPE '\\'
    OR CASE WHEN json_valid(data) THEN
      json_extract(data, '$.user') LIKE ? ESCAPE '\\' OR json_extract(data, '$.app') LIKE ? ESCAPE '\\'
      OR (action LIKE 'app.%' AND json_extract(data, '$.name') LIKE ? ESCAPE '\\')
      OR (action IN ('users.imported', 'users.import_undone')
        AND EXISTS (SELECT 1 FROM json_each(data, '$.users') WHERE value LIKE ? ESCAPE '\\')) END)
  AND NOT EXISTS (SELECT 1 FROM word WHERE NOT (
    audit.action LIKE pattern ESCAPE '\\' OR audit.actor LIKE pattern ESCAPE '\\'
    OR audit.subject LIKE pattern ESCAPE '\\' OR address LIKE pattern ESCAPE '\\' OR data LIKE pattern ESCAPE '\\'
    OR EXISTS (SELECT 1 FROM meant WHERE meant.n = word.n
      AND (meant.action IS NULL OR meant.action = audit.action)
      AND (meant.actor IS NULL OR meant.actor = audit.actor)
      AND (meant.subject IS NULL OR meant.subject = audit.subject)
      AND (path IS NULL OR CASE WHEN json_valid(data) THEN
        (wanted IS NULL OR json_extract(data, path) IS wanted)
        AND (some IS NULL OR EXISTS (SELECT 1 FROM json_each(some) WHERE value IS json_extract(data, path)))
        AND (other IS NULL OR json_extract(data, path) <> other)
        AND (unlike IS NULL OR json_extract(data, path) IS NOT json_extract(data, unlike)) ELSE 0 END))))
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
  const who = toPattern(filter.who);
  const words = listWords(filter);
  const patterns = JSON.stringify(words.map(({ text }) => toPattern(text)));
  const meant = JSON.stringify(words.flatMap(toMeant));
  const entries: AuditEntry[] = [];
  for (let n = 0; n < stretchesMax && end > after + 1 && entries.length <= limit; n++) {
    const start = Math.max(after + 1, end - stretch);
    const room = limit + 1 - entries.length;
    const rows = await database.read(
      wishedSql,
      patterns,
      meant,
      end,
      start - 1,
      actions,
      actions,
      filter.from ?? Number.MIN_SAFE_INTEGER,
      filter.to ?? Number.MAX_SAFE_INTEGER,
      ...Array.from({ length: 7 }, () => who),
      room,
    );
    const found = rows.map(decodeAuditRow);
    entries.push(...found.filter((entry, i) => isMeant(entry, String(rows[i]?.['data']), filter.who, words)));
    // A full answer may have stopped before the start of the stretch.
    end = rows.length < room ? start : (found.at(-1)?.seq ?? start);
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

/** LIKE knows the cases of ASCII alone: any other character passes here, and is compared in `isMeant`. */
function toPattern(wanted: string | undefined): string | null {
  if (wanted === undefined || wanted.trim() === '') return null;
  return `%${wanted
    .trim()
    .replaceAll(/[\\%_]/g, '\\$&')
    .replaceAll(/[^\u0020-\u007e]/gu, '%')}%`;
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

/** `text` is one word with whatever stands between its letters. */
function listWords({ text = '', words = [] }: AuditWish): AuditWord[] {
  return [{ text }, ...words].filter((word) => word.text.trim() !== '');
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
  who: string | undefined,
  words: readonly AuditWord[],
): boolean {
  const { action, actor, subject, address } = entry;
  const has = (wanted: string | undefined, ...places: readonly unknown[]): boolean => {
    const folded = wanted?.trim().toLowerCase() ?? '';
    return places.some((place) => typeof place === 'string' && place.toLowerCase().includes(folded));
  };
  return (
    has(who, actor, subject, ...listNames(entry)) &&
    words.every(
      ({ text, stands = [] }) =>
        has(text, action, actor, subject, address, data) || stands.some((one) => isOfMeaning(entry, one)),
    )
  );
}
