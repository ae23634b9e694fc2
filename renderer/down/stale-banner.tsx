import { useAuthorityStore } from '../authority/authority-store.ts';
import { OtherPorts } from './other-ports.tsx';
import classes from './stale-banner.module.css';
import { StaleNotice } from './stale-notice.tsx';

/** Above data that is not known to be true any more. */
export function StaleBanner() {
  const lostAt = useAuthorityStore((state) => state.lostAt);
  const ports = useAuthorityStore(({ shell }) => shell?.authority.ports);
  if (lostAt === undefined) return null;
  return (
    <div className={classes.banner}>
      <StaleNotice lostAt={lostAt} urgent />
      {ports !== undefined && (
        <div className={classes.ports}>
          <OtherPorts ports={ports} />
        </div>
      )}
    </div>
  );
}
