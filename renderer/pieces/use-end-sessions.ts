import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAuthorityStore } from '../authority/authority-store.ts';
import type { CommandFailure } from '../authority/command-failure.ts';
import { sendCommand } from '../authority/use-command.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { endLiveSessions } from './end-live-sessions.ts';
import type { EndWish } from './end-dialog.tsx';
import { listBlockedIds, useBlockToast } from './use-block-toast.ts';

const none: ReadonlySet<string> = new Set();

/**
 * Sends the command and keeps its rows as "working" until the change arrives that takes them away. A refusal ends
 * the waiting at once.
 */
export function useEndSessions() {
  const { t } = useTranslation();
  const sessions = useMirror((mirror) => mirror.sessions);
  const [pendingIds, setPendingIds] = useState<ReadonlySet<string>>(none);
  const [failure, setFailure] = useState<CommandFailure>();
  const [announcement, setAnnouncement] = useState('');
  const sayBlocked = useBlockToast();

  const workingIds = useMemo(
    () => new Set([...pendingIds].filter((id) => sessions.has(id))),
    [pendingIds, sessions],
  );

  const endSessions = useCallback(
    (wish: EndWish) => {
      const live = useAuthorityStore.getState().mirror?.sessions ?? new Map<string, unknown>();
      const ids =
        wish.kind === 'everyone'
          ? [...live.keys()]
          : wish.sessions.map(({ id }) => id).filter((id) => live.has(id));
      setFailure(undefined);
      if (ids.length === 0) return;
      // Also those that went by themselves meanwhile: they were meant to.
      const meant = wish.kind === 'everyone' ? ids : wish.sessions.map(({ id }) => id);
      setPendingIds((before) => new Set([...before, ...meant]));
      const isBlocking = wish.kind === 'some' && wish.block === true;
      const end = async (): Promise<void> => {
        const blockedBefore = isBlocking ? await listBlockedIds() : none;
        const result =
          wish.kind === 'everyone'
            ? await sendCommand((client) => client.sessions.end({ all: true }))
            : await sendCommand((client) => endLiveSessions(client, ids, isBlocking));
        if (result.ok) {
          setAnnouncement(t('end.done', { count: result.answer.ended.length }));
          if (isBlocking) await sayBlocked(result.answer.ended, blockedBefore);
          return;
        }
        setFailure(result.failure);
        const refused = new Set(ids);
        setPendingIds((before) => new Set([...before].filter((id) => !refused.has(id))));
      };
      void end();
    },
    [t, sayBlocked],
  );
  /** Was it asked to go from here? Also when it has gone. */
  const isMine = useCallback((id: string) => pendingIds.has(id), [pendingIds]);
  return { endSessions, workingIds, isMine, failure, announcement };
}
