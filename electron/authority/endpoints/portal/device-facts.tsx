import type { Session } from '../../records/sessions/session.ts';
import type { Frame } from './frame.ts';
import { Time } from './time.tsx';

/** One device in a list: what it is and of what class, when it was last used, and where. */
export function DeviceFacts(props: {
  readonly frame: Frame;
  readonly session: Session;
  readonly mark?: string | undefined;
}) {
  const { frame, session, mark } = props;
  return (
    <div className="device">
      <strong>
        {frame.device(session.device)} {mark === undefined ? null : <span className="tag">{mark}</span>}
      </strong>
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
