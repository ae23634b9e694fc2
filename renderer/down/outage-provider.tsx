import { useMemo, type ReactNode } from 'react';
import { useAuthorityStore } from '../authority/authority-store.ts';
import { OutageContext } from '../ui/outage.ts';
import { StaleNotice } from './stale-notice.tsx';

/** Tells the dialogs while the authority does not answer. */
export function OutageProvider({ children }: { readonly children: ReactNode }) {
  const lostAt = useAuthorityStore((state) => state.lostAt);
  const outage = useMemo(() => lostAt !== undefined && <StaleNotice lostAt={lostAt} />, [lostAt]);
  return <OutageContext value={outage === false ? undefined : outage}>{children}</OutageContext>;
}
