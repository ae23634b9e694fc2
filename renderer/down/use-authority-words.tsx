import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { sayStartFailure } from '../../shared/words/say-start-failure.ts';
import { useAuthorityStore } from '../authority/authority-store.ts';
import { AuthorityWords } from '../pieces/authority-words.tsx';
import { useTeller } from '../pieces/use-teller.ts';
import { Facts } from '../ui/facts.tsx';
import type { MarkTone } from '../ui/mark.tsx';

interface Words {
  readonly tone: MarkTone;
  readonly sentence: ReactNode;
  readonly fix?: ReactNode;
  /** What goes with it, by name: a list. */
  readonly facts?: ReactNode;
  /** Nothing happens by itself, or it can be made to happen sooner. */
  readonly canStart: boolean;
}

/** What the authority does while it does not answer; undefined while it should be here any moment. */
export function useAuthorityWords(): Words | undefined {
  const { t } = useTranslation();
  const tell = useTeller();
  const authority = useAuthorityStore(({ shell }) => shell?.authority);
  const seconds = useSecondsUntil(authority?.restartAt);
  switch (authority?.phase) {
    case undefined:
    case 'ready':
      return undefined;
    case 'starting':
      return { tone: 'working', sentence: t('down.starting'), canStart: false };
    case 'restarting':
      return {
        tone: 'warn',
        sentence: seconds > 0 ? t('down.restarting', { count: seconds }) : t('down.restartingNow'),
        canStart: true,
      };
    case 'failed': {
      const { code = '', sentence, fix } = authority;
      const said = sayStartFailure(tell, authority);
      return {
        tone: 'bad',
        sentence:
          sentence === undefined ? (
            t('down.failed', { code })
          ) : (
            <AuthorityWords said={said?.sentence} written={sentence} />
          ),
        ...(said !== undefined && said.facts.length > 0 ? { facts: <Facts facts={said.facts} /> } : {}),
        ...(said === undefined && fix !== undefined
          ? { fix: <AuthorityWords said={undefined} written={fix} /> }
          : {}),
        canStart: true,
      };
    }
    case 'stopped':
      return { tone: 'quiet', sentence: t('down.stopped'), fix: t('down.stoppedFix'), canStart: true };
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
