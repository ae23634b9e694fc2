import type { EndReason } from '../../../../shared/model/session.ts';
import type { EndedSession } from '../../records/sessions/session.ts';
import { EndFacts } from './end-facts.tsx';
import type { Frame } from './frame.ts';
import { Page } from './page.tsx';
import { linkWith, type Transit } from './transit.ts';

export interface SignedOutPageProps {
  readonly frame: Frame;
  /** The session of this browser that ended; undefined when it has none to speak of. */
  readonly ended?: EndedSession | undefined;
  readonly transit: Transit;
  /** Just signed out here, by the person. */
  readonly bye?: boolean;
}

/** Another device got the place, or ended this one: if that was somebody else, there is something to do about it. */
const taken: ReadonlySet<EndReason> = new Set<EndReason>([
  'ended_by_choice',
  'ended_least_recent',
  'ended_oldest',
  'ended_next_to_expire',
  'reclaimed',
  'replaced',
  'ended_by_self',
]);
/** Nobody with the own password can have done anything about these; a stranger who can do these can do worse. */
const doubtful: ReadonlySet<EndReason> = new Set<EndReason>(['password_changed', 'second_factor_removed']);

export function wasPlaceTaken({ ended }: EndedSession): boolean {
  return taken.has(ended.reason);
}

export function SignedOutPage({ frame, ended, transit, bye }: SignedOutPageProps) {
  const { t } = frame;
  const again = linkWith('/sign-in', transit, { again: '1' });
  if (!ended) {
    return (
      <Page frame={frame} title={t('signedOut.title')}>
        <p className="lead">{t(bye ? 'signedOut.bye' : 'signedOut.plain')}</p>
        <a className="button" href={again}>
          {t('signedOut.again')}
        </a>
      </Page>
    );
  }
  const { reason } = ended.ended;
  return (
    <Page
      frame={frame}
      title={t('signedOut.title')}
      footer={doubtful.has(reason) ? <p>{t('signedOut.notYou')}</p> : undefined}
    >
      <p className="lead">{t(`signedOut.reason.${reason}`)}</p>
      <EndFacts frame={frame} ended={ended} />
      <a className="button" href={again}>
        {t('signedOut.again')}
      </a>
      {wasPlaceTaken(ended) ? (
        <a className="button quiet" href="/not-me">
          {t('notMe.link')}
        </a>
      ) : null}
    </Page>
  );
}
