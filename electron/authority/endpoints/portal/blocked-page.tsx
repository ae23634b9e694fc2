import type { ReactNode } from 'react';
import { AdminNote } from './admin-note.tsx';
import type { Frame } from './frame.ts';
import { Page } from './page.tsx';
import { NothingDone, SavedNotice, TryAgain, type WayBack } from './way-back.tsx';

export interface BlockedPageProps {
  readonly frame: Frame;
  readonly way: WayBack;
  readonly tell?: ReactNode;
}

/** The password was right, or the approval; but the admin keeps this browser or app out. */
export function BlockedPage({ frame, way, tell }: BlockedPageProps) {
  const { t } = frame;
  const pairing = 'pairing' in way;
  return (
    <Page
      frame={frame}
      title={t(pairing ? 'blocked.titleApp' : 'blocked.title')}
      footer={<NothingDone {...{ frame, way }} />}
    >
      <SavedNotice {...{ frame, way }} />
      <p className="lead">{t(pairing ? 'blocked.whyApp' : 'blocked.why')}</p>
      <h2>{t('limit.todo')}</h2>
      <ol className="steps">
        <li>
          {t('blocked.todoAdmin')}
          <AdminNote frame={frame} />
          {tell}
        </li>
        <li>{t('blocked.todoOther')}</li>
      </ol>
      <TryAgain way={way} text={t('limit.again')} />
    </Page>
  );
}
