import type { Frame } from './frame.ts';
import { Page } from './page.tsx';

/**
 * After a form the browser goes on from a page of its own: `form-action 'self'` would also hold for a redirect to an
 * app, and IP addresses in that list are not reliable.
 */
export function GoOnPage(props: {
  readonly frame: Frame;
  readonly href: string;
  readonly app?: string | undefined;
  readonly signedIn: boolean;
}) {
  const { frame, href, app, signedIn } = props;
  const { t } = frame;
  return (
    <Page frame={frame} title={t('goOn.title')} refresh={href}>
      <p className="lead">{t(signedIn ? 'goOn.signedIn' : 'goOn.done')}</p>
      <a className="button" href={href}>
        {app === undefined ? t('goOn.link') : t('goOn.linkApp', { app })}
      </a>
    </Page>
  );
}
