import { useMemo, useState } from 'react';
import { splitWords } from '../../../shared/fold-text.ts';
import { useAuthorityStore } from '../../authority/authority-store.ts';
import { useDeviceWords, type DeviceWords } from '../../pieces/use-device-words.ts';
import type { BoxEntry, BoxGroup, BoxGroupName } from './box-entry.ts';
import { BestOf, rankText } from './rank-text.ts';
import { readRecent } from './recent-entries.ts';
import { useFixedEntries } from './use-fixed-entries.ts';
import { toSessionEntry, useFoundSessions } from './use-found-sessions.ts';
import { useNamedEntries } from './use-named-entries.ts';

const shownMax = 6;

/**
 * What fits the search, in groups: those with the best hits first, sessions last, because they are still looked for
 * while the rest stands. Before anything is typed: what was chosen lately, then screens and things to
 * do, without what the screens and the menus have in them.
 */
export function useFound(search: string): {
  readonly groups: readonly BoxGroup[];
  readonly looking: boolean;
} {
  const fixed = useFixedEntries();
  const named = useNamedEntries();
  const [recent] = useState(readRecent);
  const words = useMemo(() => splitWords(search), [search]);
  const sessions = useFoundSessions(words);
  const toDevice = useDeviceWords();
  const groups = useMemo(() => {
    const all = { ...fixed, ...named };
    if (words.length === 0) {
      const lately = recent.flatMap((id) => findEntry(id, all, toDevice) ?? []);
      return [toGroup('recent', lately), toGroup('screens', fixed.screens), toGroup('acts', fixed.acts)];
    }
    const searched = {
      ...all,
      screens: [...all.screens, ...all.places],
      acts: [...all.acts, ...all.inWindow],
    };
    return (['screens', 'acts', 'users', 'apps', 'settings'] as const)
      .map((name) => findIn(name, searched[name], words, recent))
      .toSorted((one, other) => one.bestRank - other.bestRank)
      .map(({ group }) => group);
  }, [fixed, named.users, named.apps, words, recent, toDevice]); // oxlint-disable-line react/exhaustive-deps
  const lastGroup: BoxGroup = { name: 'sessions', entries: sessions.entries, count: sessions.count };
  return {
    groups: [...groups, lastGroup].filter(({ entries }) => entries.length > 0),
    looking: sessions.looking,
  };
}

type Entries = ReturnType<typeof useFixedEntries> & ReturnType<typeof useNamedEntries>;

function toGroup(name: BoxGroupName, entries: readonly BoxEntry[]): BoxGroup {
  return { name, entries, count: entries.length };
}

function findIn(
  name: BoxGroupName,
  entries: readonly BoxEntry[],
  words: readonly string[],
  recent: readonly string[],
) {
  const best = new BestOf<BoxEntry>(shownMax);
  for (const entry of entries) {
    const { id, title, detail = '', more = '', far = '' } = entry;
    const rank = rankText(words, title, [detail, more], [far]);
    if (rank === undefined) continue;
    // Of those that fit alike, the one that was chosen lately.
    best.offer(recent.includes(id) ? rank - 0.5 : rank, entry);
  }
  return { group: { name, entries: best.items, count: best.count }, bestRank: best.bestRank };
}

/** What was chosen lately may have gone since. */
function findEntry(
  id: string,
  { screens, places, acts, inWindow, settings, users, apps }: Entries,
  toDevice: DeviceWords,
): BoxEntry | undefined {
  if (id.startsWith('session ')) {
    const session = useAuthorityStore.getState().mirror?.sessions.get(id.slice('session '.length));
    return session && toSessionEntry(session, toDevice);
  }
  return [screens, places, acts, inWindow, settings, users, apps].flatMap((entries) =>
    entries.filter((one) => one.id === id),
  )[0];
}
