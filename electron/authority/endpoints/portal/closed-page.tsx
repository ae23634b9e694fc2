import type { ReactNode } from 'react';
import { AdminNote } from './admin-note.tsx';
import type { Frame } from './frame.ts';
import { Page } from './page.tsx';
import { TimeToCome } from './time.tsx';
import { NothingDone, SavedNotice, TryAgain, type WayBack } from './way-back.tsx';

export interface ClosedPageProps {
  readonly frame: Frame;
  readonly way: WayBack;
  readonly why: 'hours' | 'paused';
  /** When it opens by itself, ms since 1970; undefined: no hours ever begin, or the admin says when. */
  readonly opensAt: number | undefined;
  readonly tell?: ReactNode;
}

/** The password was right, but sign-in is closed: at this time of the week, or because the admin paused it. */
export function ClosedPage({ frame, way, why, opensAt, tell }: ClosedPageProps) {
  const { t } = frame;
  const paused = why === 'paused';
  return (
    <Page
      frame={frame}
      title={t(paused ? 'paused.title' : 'hours.title')}
      footer={<NothingDone {...{ frame, way }} />}
    >
      <SavedNotice {...{ frame, way }} />
      <p className="lead">
        {opensAt === undefined ? (
          t(paused ? 'paused.untilResumed' : 'hours.never')
        ) : (
          <>
            {t(paused ? 'paused.until' : 'hours.opens')} <TimeToCome frame={frame} at={opensAt} />
          </>
        )}
      </p>
      {paused && <p>{t('paused.stay')}</p>}
      <p>{t('hours.admin')}</p>
      <AdminNote frame={frame} />
      {tell}
      <TryAgain way={way} text={t('limit.again')} />
    </Page>
  );
}
