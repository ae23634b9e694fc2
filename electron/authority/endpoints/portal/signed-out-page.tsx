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

const harmless = new Set([
  'signed_out',
  'idle',
  'absolute',
  'limit_reduced',
  'user_disabled',
  'user_deleted',
]);

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
      footer={harmless.has(reason) ? undefined : <p>{t('signedOut.notYou')}</p>}
    >
      <p className="lead">{t(`signedOut.reason.${reason}`)}</p>
      <EndFacts frame={frame} ended={ended} />
      <a className="button" href={again}>
        {t('signedOut.again')}
      </a>
    </Page>
  );
}
