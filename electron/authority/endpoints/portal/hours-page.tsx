import { dayTimeText, type Frame } from './frame.ts';
import { Page } from './page.tsx';
import { linkWith, type Transit } from './transit.ts';

export interface HoursPageProps {
  readonly frame: Frame;
  /** Where to try again: the sign-in, or the pairing of an app. */
  readonly way: { readonly transit: Transit } | { readonly pairing: true };
  /** Undefined: no window of the hours ever begins. */
  readonly opensAt: number | undefined;
}

/** The password was right, but sign-in is closed at this time of the week. */
export function HoursPage({ frame, way, opensAt }: HoursPageProps) {
  const { t } = frame;
  const pairing = 'pairing' in way;
  return (
    <Page
      frame={frame}
      title={t('hours.title')}
      footer={<p>{t(pairing ? 'pair.nobodyOut' : 'limit.right')}</p>}
    >
      <p className="lead">
        {opensAt === undefined ? (
          t('hours.never')
        ) : (
          <>
            {t('hours.opens')}{' '}
            <strong>
              <time dateTime={new Date(opensAt).toISOString()}>{dayTimeText(frame, opensAt)}</time>
            </strong>
          </>
        )}
      </p>
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
