import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionEvent } from '../../shared/model/session-history.ts';
import { toActor } from './use-audit-words.ts';
import { useDeviceWords } from './use-device-words.ts';

/** One thing that happened to a session, in words. */
export function useEventWords(): (event: SessionEvent) => string {
  const { t } = useTranslation();
  const toDevice = useDeviceWords();
  return useCallback(
    (event) => {
      const who = (actor: string): string => toActor(actor, (name) => t(`audit.by.${name}`));
      switch (event.kind) {
        case 'signed_in':
          return t('past.signedIn', { method: t(`sessions.methods.${event.method}`) });
        case 'approved':
          return t('past.approved', { by: who(event.by), device: toDevice(event.device) });
        case 'app_reached':
          return t('past.appReached', { app: event.app });
        case 'renamed':
          return t('past.renamed', { from: toDevice(event.from), to: toDevice(event.to), by: who(event.by) });
        case 'ended':
          return event.by === undefined
            ? t(`reasons.${event.reason}`)
            : t('past.endedBy', { reason: t(`reasons.${event.reason}`), by: toDevice(event.by) });
        case 'not_me':
          return t('past.notMe', { by: who(event.by) });
        case 'app_confirmed':
          return t('past.appConfirmed', { app: event.app });
        case 'app_unconfirmed':
          return t('past.appUnconfirmed', { app: event.app });
      }
    },
    [t, toDevice],
  );
}
