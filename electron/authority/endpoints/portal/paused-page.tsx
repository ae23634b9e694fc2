import { dayTimeText, type Frame } from './frame.ts';
import { Page } from './page.tsx';
import { linkWith, type Transit } from './transit.ts';

export interface PausedPageProps {
  readonly frame: Frame;
  /** Where to try again: the sign-in, or the pairing of an app. */
  readonly way: { readonly transit: Transit } | { readonly pairing: true };
  /** When it goes on by itself, epoch ms; undefined: when the admin says so. */
  readonly until: number | undefined;
}

/** The password was right, but the admin lets nobody new in for a while. */
export function PausedPage({ frame, way, until }: PausedPageProps) {
  const { t } = frame;
  const pairing = 'pairing' in way;
  return (
    <Page
      frame={frame}
      title={t('paused.title')}
      footer={<p>{t(pairing ? 'pair.nobodyOut' : 'limit.right')}</p>}
    >
      <p className="lead">
        {until === undefined ? (
          t('paused.untilResumed')
        ) : (
          <>
            {t('paused.until')}{' '}
            <strong>
              <time dateTime={new Date(until).toISOString()}>{dayTimeText(frame, until)}</time>
            </strong>
          </>
        )}
      </p>
      <p>{t('paused.stay')}</p>
      <p>{t('hours.admin')}</p>
      <a
        className="button"
        href={'pairing' in way ? '/pair' : linkWith('/sign-in', way.transit, { again: '1' })}
      >
        {t('limit.again')}
      </a>
    </Page>
  );
}
