import { isRecord, readRecord } from './audit-data.ts';

/** One thing that is different now. Without `to` the name says it all, such as "switched off". */
export interface AuditChange {
  readonly name: string;
  readonly from?: string;
  readonly to?: string;
}

/** How a field of the data is called and its values are said; `phrase`: what a change to this value is as a whole. */
export interface AuditField {
  readonly name: string;
  readonly say?: (value: unknown) => string;
  readonly phrase?: (value: unknown) => string;
  /** Values that are said in words, by which they are found: all there are, or spans of time. */
  readonly inWords?: readonly (string | boolean)[] | 'spans';
}
export type AuditFields = Readonly<Record<string, AuditField>>;

/** What is different in `to`, of the fields that have a name, in the order of the fields. */
export function listChanges(fields: AuditFields, from: unknown, to: unknown): AuditChange[] {
  const [before, after] = [readRecord(from), readRecord(to)];
  return Object.entries(fields).flatMap(([key, { name, say, phrase }]): AuditChange[] => {
    if (JSON.stringify(before[key]) === JSON.stringify(after[key])) return [];
    if (phrase !== undefined) return [{ name: phrase(after[key]) }];
    if (say === undefined) return [{ name }];
    const known = key in before ? { from: say(before[key]) } : {};
    return [{ name, ...known, to: say(after[key]) }];
  });
}

/** What something new begins with, where it is not as usual. */
export function listFirst(fields: AuditFields, usual: unknown, data: unknown): AuditChange[] {
  return listChanges(fields, usual, { ...readRecord(usual), ...readRecord(data) }).map(({ name, to }) =>
    to === undefined ? { name } : { name, to },
  );
}

/** `{ browser: { idleSeconds: 60 } }` as `{ 'browser.idleSeconds': 60 }`; deeper values stay. */
export function flatten(value: unknown): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(readRecord(value)).flatMap(([key, inner]) =>
      (key === 'browser' || key === 'app') && isRecord(inner)
        ? Object.entries(inner).map(([part, one]): [string, unknown] => [`${key}.${part}`, one])
        : [[key, inner] as [string, unknown]],
    ),
  );
}
