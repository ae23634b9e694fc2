import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAuthorityStore } from '../authority/authority-store.ts';
import type { MarkTone } from '../ui/mark.tsx';

interface Words {
  readonly tone: MarkTone;
  readonly sentence: string;
  readonly fix?: string | undefined;
  /** Nothing happens by itself, or it can be made to happen sooner. */
  readonly canStart: boolean;
}

/** What the authority does while it does not answer; undefined while it should be here any moment. */
export function useAuthorityWords(): Words | undefined {
  const { t } = useTranslation();
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
    case 'failed':
      return {
        tone: 'bad',
        sentence: authority.sentence ?? t('down.failed', { code: authority.code ?? '' }),
        fix: authority.fix,
        canStart: true,
      };
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
