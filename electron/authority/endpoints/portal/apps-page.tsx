import type { App } from '../../records/apps/apps.ts';
import type { Frame } from './frame.ts';
import { Page } from './page.tsx';
import { PortalNav } from './portal-nav.tsx';

export interface AppsPageProps {
  readonly frame: Frame;
  readonly userName: string;
  /** Those that this user may enter and that have an address. */
  readonly apps: readonly Pick<App, 'id' | 'name' | 'url'>[];
}

/** Where somebody who is signed in can go from here. */
export function AppsPage({ frame, userName, apps }: AppsPageProps) {
  const { t } = frame;
  return (
    <Page frame={frame} title={t('apps.title')} wide footer={<p>{t('apps.missing')}</p>}>
      <PortalNav frame={frame} here="apps" />
      <p className="lead">{t(apps.length === 0 ? 'apps.none' : 'apps.intro', { name: userName })}</p>
      {apps.length === 0 ? null : (
        <ul className="apps">
          {apps.map(({ id, name, url }) => (
            <li key={id}>
              <a href={`${url}/`}>
                <strong>{name}</strong>
                <bdi className="host">{new URL(url).host}</bdi>
              </a>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}
