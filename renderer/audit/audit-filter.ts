import type { AuditFilter } from '../../shared/contract/upkeep-calls.ts';
import { resultOf, type AuditResult } from '../../shared/model/audit-result.ts';
import { auditActions, type AuditAction } from '../../shared/model/audit.ts';
import { toWords, type ShownWords } from './use-shown-words.ts';
import { kindOfAction, type AuditKind } from '../pieces/audit-kinds.ts';

/** What the admin looks for. Days are of this computer's calendar, empty where none was given. */
export interface AuditSearch {
  readonly kind: AuditKind | 'all';
  readonly result: AuditResult | 'all';
  readonly who: string;
  readonly text: string;
  readonly from: string;
  readonly to: string;
}

export const emptySearch: AuditSearch = {
  kind: 'all',
  result: 'all',
  who: '',
  text: '',
  from: '',
  to: '',
};

export function isEmptySearch(search: AuditSearch): boolean {
  return toFilter(search, []) === undefined;
}

/**
 * The same for the authority; undefined when nothing is left out.
 * @param shown what entries say in the language of the reader, which the authority does not know
 */
export function toFilter(
  { kind, result, who, text, from, to }: AuditSearch,
  shown: readonly ShownWords[],
): AuditFilter | undefined {
  const isMeant = (action: AuditAction): boolean =>
    (kind === 'all' || kindOfAction[action] === kind) && (result === 'all' || resultOf(action) === result);
  const filter = {
    ...(kind === 'all' && result === 'all' ? {} : { actions: auditActions.filter(isMeant) }),
    ...(who.trim() === '' ? {} : { who }),
    ...(text.trim() === '' ? {} : { words: toWords(text, shown) }),
    ...timeOf('from', from, 0),
    ...timeOf('to', to, 1),
  };
  return Object.keys(filter).length === 0 ? undefined : filter;
}

/** Midnight of the day, or `daysLater`; a half-typed date holds nobody up. */
function timeOf<Key extends 'from' | 'to'>(
  key: Key,
  day: string,
  daysLater: number,
): { readonly [K in Key]?: string } {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return {};
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return { [key]: new Date(year, month - 1, date + daysLater).toISOString() } as { [K in Key]: string };
}
