import type { EndedSession } from '../../records/sessions/session.ts';
import type { Frame } from './frame.ts';
import { TimeOfDay } from './time.tsx';

const tookThePlace = new Set([
  'ended_by_choice',
  'ended_least_recent',
  'ended_oldest',
  'ended_next_to_expire',
  'reclaimed',
  'replaced',
]);

/** By whom or what a session was ended, when, and on which device it was; `brief` where that one is spoken of anyway. */
export function EndFacts(props: {
  readonly frame: Frame;
  readonly ended: EndedSession;
  readonly brief?: boolean;
}) {
  const { frame, ended, brief = false } = props;
  const { t } = frame;
  const { reason, at, by } = ended.ended;
  return (
    <dl>
      {by === undefined ? null : (
        <div>
          <dt>{t(tookThePlace.has(reason) ? 'signedOut.took' : 'signedOut.by')}</dt>
          <dd>{frame.device(by)}</dd>
        </div>
      )}
      <div>
        <dt>{t('signedOut.when')}</dt>
        <dd>
          <TimeOfDay frame={frame} at={at} />
        </dd>
      </div>
      {brief ? null : (
        <div>
          <dt>{t('signedOut.device')}</dt>
          <dd>{frame.device(ended.device)}</dd>
        </div>
      )}
    </dl>
  );
}
