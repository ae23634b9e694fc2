import type { AuditFilter } from '../../../shared/contract/upkeep-calls.ts';
import { foldText } from '../../../shared/fold-text.ts';
import { isOfMeaning } from '../../../shared/model/audit-word.ts';
import type { AuditEntry } from '../../../shared/model/audit.ts';
import { os } from './fake-os.ts';
import type { FakeRecords } from './fake-records.ts';

/** The audit as the contract says it is listed. */
export function createFakeAuditHandlers(records: FakeRecords) {
  return {
    list: os.audit.list.handler(({ input: { before, after, limit = 100, filter = {} } }) => {
      const found = records.audit
        .filter(({ seq }) => seq < (before ?? Number.POSITIVE_INFINITY) && seq > (after ?? 0))
        .filter((entry) => isMeant(entry, filter))
        .toReversed();
      const entries = found.slice(0, limit);
      const last = entries.at(-1);
      return found.length > limit && last !== undefined ? { entries, next: last.seq } : { entries };
    }),
    read: os.audit.read.handler(({ input }) => ({
      entries: records.audit
        .filter(({ seq }) => seq > input.after)
        .slice(0, input.limit)
        .map((entry) => ({ ...entry, hash: entry.seq.toString(16).padStart(64, '0') })),
    })),
    verify: os.audit.verify.handler(() => {
      if (records.auditBrokenAt !== undefined) {
        return { entries: records.audit.length, brokenAt: records.auditBrokenAt };
      }
      records.status.auditVerifiedAt = new Date().toISOString();
      records.publish({ type: 'status.put', status: records.showStatus() });
      return { entries: records.audit.length };
    }),
  };
}

function isMeant(entry: AuditEntry, { actions, who, text, words = [], from, to }: AuditFilter): boolean {
  const has = (wanted: string | undefined, ...places: readonly unknown[]): boolean =>
    wanted === undefined || places.some((place) => foldText(String(place)).includes(foldText(wanted.trim())));
  const { action, at, actor, subject, address, data } = entry;
  return (
    (actions === undefined || actions.includes(action)) &&
    (from === undefined || Date.parse(at) >= Date.parse(from)) &&
    (to === undefined || Date.parse(at) < Date.parse(to)) &&
    has(who, actor, subject, ...listNames(data)) &&
    [{ text }, ...words].every(
      (word) =>
        has(word.text, action, actor, subject, address, JSON.stringify(data)) ||
        ('stands' in word && word.stands?.some((one) => isOfMeaning(entry, one)) === true),
    )
  );
}

function listNames({ user, app, name, users }: AuditEntry['data']): unknown[] {
  return [user, app, name, users].flat().filter((one) => typeof one === 'string');
}
