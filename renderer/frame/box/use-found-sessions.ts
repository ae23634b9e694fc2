import { IconDeviceLaptop } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { SessionView } from '../../../shared/model/session.ts';
import { useAuthorityStore } from '../../authority/authority-store.ts';
import { getIdTail } from '../../pieces/get-id-tail.ts';
import { useDeviceWords, type DeviceWords } from '../../pieces/use-device-words.ts';
import type { BoxEntry } from './box-entry.ts';
import { BestOf, rankText } from './rank-text.ts';

/** Looked through at a time, so that typing never waits. */
const sliceMs = 8;
const shownMax = 8;

interface FoundSessions {
  readonly entries: readonly BoxEntry[];
  readonly count: number;
  /** Not all of them were looked through yet. */
  readonly looking: boolean;
}

const nothing: FoundSessions = { entries: [], count: 0, looking: false };

/**
 * Live sessions by device, user, address or the end of their id, a few milliseconds at a time: there may be 100,000.
 * Those of this moment: what comes while the admin types does not move what was found.
 */
export function useFoundSessions(words: readonly string[]): FoundSessions {
  const [found, setFound] = useState(nothing);
  const toDevice = useDeviceWords();
  const wanted = words.join(' ');
  useEffect(() => {
    const sessions = useAuthorityStore.getState().mirror?.sessions;
    if (wanted === '' || sessions === undefined) return undefined;
    const best = new BestOf<SessionView>(shownMax);
    const left = sessions.values();
    const lookOn = (): void => {
      const isDone = lookThrough(left, wanted.split(' '), best, toDevice);
      setFound({
        entries: best.items.map((session) => toSessionEntry(session, toDevice)),
        count: best.count,
        looking: !isDone,
      });
      if (!isDone) timer = setTimeout(lookOn);
    };
    let timer = setTimeout(lookOn);
    return () => clearTimeout(timer);
  }, [wanted, toDevice]);
  return wanted === '' ? nothing : found;
}

/** @returns whether there are no more */
function lookThrough(
  left: Iterator<SessionView>,
  words: readonly string[],
  best: BestOf<SessionView>,
  toDevice: DeviceWords,
): boolean {
  const until = performance.now() + sliceMs;
  for (let seen = 1; ; seen += 1) {
    const { done, value: session } = left.next();
    if (done === true) return true;
    const { device, userName, address, id } = session;
    const rank = rankText(words, toDevice(device), [userName, address, getIdTail(id)]);
    if (rank !== undefined) best.offer(rank, session);
    if (seen % 200 === 0 && performance.now() > until) return false;
  }
}

export function toSessionEntry(
  { id, device, userName, address }: SessionView,
  toDevice: DeviceWords,
): BoxEntry {
  return {
    id: `session ${id}`,
    icon: IconDeviceLaptop,
    title: toDevice(device),
    detail: `${userName} · ${address} · ${getIdTail(id)}`,
    target: { type: 'screen', screen: 'sessions', part: id },
  };
}
