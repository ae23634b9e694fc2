import type { ReactNode } from 'react';
import type { Frame } from './frame.ts';
import { Page } from './page.tsx';
import { linkWith, type Transit } from './transit.ts';

export interface BlockedPageProps {
  readonly frame: Frame;
  /** Where to try again: the sign-in, or the pairing of an app. */
  readonly way: { readonly transit: Transit } | { readonly pairing: true };
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
      footer={<p>{t(pairing ? 'pair.nobodyOut' : 'limit.right')}</p>}
    >
      <p className="lead">{t(pairing ? 'blocked.whyApp' : 'blocked.why')}</p>
      <h2>{t('limit.todo')}</h2>
      <ol className="steps">
        <li>
          {t('blocked.todoAdmin')}
          {tell}
        </li>
        <li>{t('blocked.todoOther')}</li>
      </ol>
      <a
        className="button"
        href={'pairing' in way ? '/pair' : linkWith('/sign-in', way.transit, { again: '1' })}
      >
        {t('limit.again')}
      </a>
    </Page>
  );
}
