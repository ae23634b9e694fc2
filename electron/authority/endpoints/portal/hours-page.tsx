import { dayTimeText, type Frame } from './frame.ts';
import { Page } from './page.tsx';
import { linkWith, type Transit } from './transit.ts';

export interface HoursPageProps {
  readonly frame: Frame;
  readonly transit: Transit;
  /** Undefined: no window of the hours ever begins. */
  readonly opensAt: number | undefined;
}

/** The password was right, but sign-in is closed at this time of the week. */
export function HoursPage({ frame, transit, opensAt }: HoursPageProps) {
  const { t } = frame;
  return (
    <Page frame={frame} title={t('hours.title')} footer={<p>{t('limit.right')}</p>}>
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
      <a className="button" href={linkWith('/sign-in', transit, { again: '1' })}>
        {t('limit.again')}
      </a>
    </Page>
  );
}
