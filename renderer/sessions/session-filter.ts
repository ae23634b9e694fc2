import type { SessionView } from '../../shared/model/session.ts';
import type { DeviceWords } from '../pieces/use-device-words.ts';

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
  const words = fold(text)
    .split(/\s+/)
    .filter((word) => word !== '');
  const wanted = Object.entries(fields) as [FilterField, string | undefined][];
  const all = [...sessions];
  if (words.length === 0 && wanted.length === 0) return all;
  return all.filter(
    (session) =>
      wanted.every(([field, value]) => value === undefined || valuesOf(session, field).includes(value)) &&
      words.every((word) => getSearched(session, toDevice).includes(word)),
  );
}

/** Made once for each state of a session: a hundred thousand rows are looked through at every change. */
let searched = new WeakMap<SessionView, string>();
let searchedAs: DeviceWords | undefined;

function getSearched(session: SessionView, toDevice: DeviceWords): string {
  // In another language rows show other words.
  if (toDevice !== searchedAs) searched = new WeakMap();
  searchedAs = toDevice;
  const known = searched.get(session);
  if (known !== undefined) return known;
  const { userName, device, address, id, apps, ended } = session;
  const text = fold([userName, toDevice(device), address, id, ...apps, toDevice(ended?.by ?? '')].join('\n'));
  searched.set(session, text);
  return text;
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
