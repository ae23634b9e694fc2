import type { AffectedSession, SessionView } from '../../../../shared/model/session.ts';
import type { Answer } from './call-authority.ts';
import { cleanText } from './clean-text.ts';
import { localTime } from './local-time.ts';
import { makeTable } from './make-table.ts';

/** ` Ended now: PC-A of ann, PC-B of ann.`, to go behind another sentence. */
export function describeEnded(ended: readonly SessionView[]): string {
  if (ended.length === 0) return '';
  return ` Ended now: ${ended.map(({ device, userName }) => cleanText(`${device} of ${userName}`)).join(', ')}.`;
}

/** What a dry run has found. */
export function describePreview(affected: readonly AffectedSession[]): Answer {
  return { document: { affected }, text: makeAffectedTable(affected) };
}

export function makeAffectedTable(affected: readonly AffectedSession[]): string {
  if (affected.length === 0) return 'No session would end.';
  return makeTable(
    ['WOULD END', 'USER', 'DEVICE', 'LAST USED', 'REASON'],
    affected.map(({ session: { id, userName, device, lastUsedAt }, reason }) => [
      id,
      userName,
      device,
      localTime(lastUsedAt),
      reason,
    ]),
  );
}
