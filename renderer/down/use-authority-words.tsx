import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sayStartFailure } from '../../shared/words/say-start-failure.ts';
import { useAuthorityStore } from '../authority/authority-store.ts';
import { AuthorityWords } from '../pieces/authority-words.tsx';
import { findDownKind } from '../pieces/down-kind.ts';
import { useTeller } from '../pieces/use-teller.ts';
import { Facts } from '../ui/facts.tsx';
import { useDoorWords } from './use-door-words.tsx';
import type { Words } from './words.ts';

/** What the authority does while it does not answer; undefined while it should be here any moment. */
export function useAuthorityWords(): Words | undefined {
  const { t } = useTranslation();
  const tell = useTeller();
  const authority = useAuthorityStore(({ shell }) => shell?.authority);
  const seconds = useSecondsUntil(authority?.restartAt);
  const door = useDoorWords();
  if (authority === undefined || authority.phase === 'ready') return door;
  const kind = findDownKind(authority);
  const mark = t(`down.phases.${kind}`);
  const start = (label: string): Words['act'] => ({
    label,
    inBanner: t('down.startNow'),
    run: () => void window.rollcallShell.restartAuthority(),
    state: authority,
  });
  switch (authority.phase) {
    case 'starting':
      return { tone: 'working', mark, sentence: t('down.starting') };
    case 'restarting':
      return {
        tone: 'warn',
        mark,
        sentence: seconds > 0 ? t('down.restarting', { count: seconds }) : t('down.restartingNow'),
        act: start(t('down.retry')),
      };
    case 'failed': {
      const { code = '', sentence, fix } = authority;
      const said = sayStartFailure(tell, authority);
      const facts =
        said !== undefined && said.facts.length > 0 ? { facts: <Facts facts={said.facts} /> } : {};
      const why = sentence && <AuthorityWords said={said?.sentence} written={sentence} />;
      // It runs, and is found by itself as soon as it fits. What to do fills a paragraph.
      if (kind === 'otherVersion')
        return { tone: 'warn', mark, sentence: t('overview.lost.otherVersion'), fix: why, ...facts };
      return {
        tone: 'bad',
        mark,
        sentence: why ?? t('down.failed', { code }),
        ...facts,
        ...(said === undefined && fix !== undefined
          ? { fix: <AuthorityWords said={undefined} written={fix} /> }
          : {}),
        ...(said?.remedy === undefined ? {} : { fix: said.remedy }),
        act: start(t('down.retry')),
      };
    }
    case 'stopped':
      return {
        tone: 'quiet',
        mark,
        sentence: t('down.stopped'),
        fix: t('down.stoppedFix'),
        act: start(t('down.start')),
      };
  }
}

/** @param at wall clock of this PC, epoch ms */
function useSecondsUntil(at: number | undefined): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    if (at === undefined) return undefined;
    const count = (): void => setSeconds(Math.max(0, Math.ceil((at - Date.now()) / 1000)));
    count();
    const timer = setInterval(count, 250);
    return () => clearInterval(timer);
  }, [at]);
  return seconds;
}
