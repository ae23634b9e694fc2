import { useEffect } from 'react';
import type { SessionView } from '../../shared/model/session.ts';
import { useAuthorityStore } from '../authority/authority-store.ts';
import { linkTo } from '../pieces/link-to.ts';

/** Opens the drawer of the session that the address names, also of one that has ended meanwhile. */
export function useOpenedByAddress(openId: string | undefined, open: (session: SessionView) => void): void {
  useEffect(() => {
    if (openId === undefined) return;
    const { mirror } = useAuthorityStore.getState();
    const session = mirror?.sessions.get(openId) ?? mirror?.endedLately.find(({ id }) => id === openId);
    if (session !== undefined) open(session);
    // Named once: back in the window leads to the list, and the same one can be chosen again.
    window.history.replaceState(null, '', linkTo('sessions'));
  }, [openId, open]);
}
