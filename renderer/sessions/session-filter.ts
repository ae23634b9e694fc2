import { hasWords, splitWords } from '../../shared/fold-text.ts';
import type { SessionView } from '../../shared/model/session.ts';
import type { DeviceWords } from '../pieces/use-device-words.ts';
import { foldOnce } from '../ui/fold-once.ts';

/** What a list of sessions can be narrowed to, besides by words. */
export const filterFields = ['user', 'device', 'class', 'app', 'address', 'method', 'reason'] as const;
export type FilterField = (typeof filterFields)[number];

/** All that is set must hold. */
export interface SessionFilter {
  readonly text: string;
  readonly fields: Readonly<Partial<Record<FilterField, string>>>;
}

export const noFilter: SessionFilter = { text: '', fields: {} };

export function isFiltering({ text, fields }: SessionFilter): boolean {
  return text.trim() !== '' || Object.values(fields).some((value) => value !== undefined);
}

/** The values a session has of a field: none, one, or as many as apps it has reached. */
export function valuesOf(session: SessionView, field: FilterField): readonly string[] {
  switch (field) {
    case 'user':
      return [session.userName];
    case 'device':
      return [session.device];
    case 'class':
      return [session.class];
    case 'app':
      return session.apps;
    case 'address':
      return [session.address];
    case 'method':
      return [session.method];
    case 'reason':
      return session.ended === undefined ? [] : [session.ended.reason];
  }
}

/** Those that match. Every word of the text occurs somewhere in what a row shows. */
export function filterSessions(
  sessions: Iterable<SessionView>,
  { text, fields }: SessionFilter,
  toDevice: DeviceWords,
): readonly SessionView[] {
  const words = splitWords(text);
  const wanted = Object.entries(fields) as [FilterField, string | undefined][];
  const getFolded = foldSessions(toDevice);
  const all = [...sessions];
  if (words.length === 0 && wanted.length === 0) return all;
  return all.filter(
    (session) =>
      wanted.every(([field, value]) => value === undefined || valuesOf(session, field).includes(value)) &&
      (words.length === 0 || hasWords(getFolded(session), words)),
  );
}

let known: ((session: SessionView) => string) | undefined;
let knownFor: DeviceWords | undefined;

/** Kept while the language stays: in another one rows show other words. */
function foldSessions(toDevice: DeviceWords): (session: SessionView) => string {
  if (known === undefined || toDevice !== knownFor) {
    known = foldOnce(({ userName, device, address, id, apps, ended }) =>
      [userName, toDevice(device), address, id, ...apps, toDevice(ended?.by ?? '')].join('\n'),
    );
    knownFor = toDevice;
  }
  return known;
}
