import type { EndedSession } from '../../records/sessions/session.ts';
import type { Frame } from './frame.ts';
import { Time } from './page.tsx';

const tookThePlace = new Set([
  'ended_by_choice',
  'ended_least_recent',
  'ended_oldest',
  'ended_next_to_expire',
  'reclaimed',
  'replaced',
]);

/** By whom or what a session was ended, when, and on which device it was. */
export function EndFacts({ frame, ended }: { readonly frame: Frame; readonly ended: EndedSession }) {
  const { t } = frame;
  const { reason, at, by } = ended.ended;
  return (
    <dl>
      {by === undefined ? null : (
        <div>
          <dt>{t(tookThePlace.has(reason) ? 'signedOut.took' : 'signedOut.by')}</dt>
          <dd>{by}</dd>
        </div>
      )}
      <div>
        <dt>{t('signedOut.when')}</dt>
        <dd>
          <Time frame={frame} at={at} />
        </dd>
      </div>
      <div>
        <dt>{t('signedOut.device')}</dt>
        <dd>{ended.device}</dd>
      </div>
    </dl>
  );
}
