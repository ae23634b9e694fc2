import type { Session } from '../../records/sessions/session.ts';
import type { Frame } from './frame.ts';
import { Time } from './page.tsx';

/** One device in a list: what it is, when it was last used, and where. */
export function DeviceFacts(props: {
  readonly frame: Frame;
  readonly session: Session;
  readonly mark?: string | undefined;
  /** What kind of device it is, in words. */
  readonly kind?: string | undefined;
}) {
  const { frame, session, mark, kind } = props;
  return (
    <div className="device">
      <strong>
        {session.device} {mark === undefined ? null : <span className="tag">{mark}</span>}
      </strong>
      {kind === undefined ? null : <span className="facts">{kind}</span>}
      <span className="facts">
        {frame.t(`device.class.${session.class}`)}
        {' · '}
        {frame.t('device.lastUsed')} <Time frame={frame} at={session.lastUsedAt} />
        {session.address === '' ? null : (
          <>
            {' '}
            <span>{frame.t('device.where', { address: session.address })}</span>
          </>
        )}
      </span>
    </div>
  );
}
