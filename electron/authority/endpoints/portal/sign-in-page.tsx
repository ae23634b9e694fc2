import type { EndedSession } from '../../records/sessions/session.ts';
import { AdminNote } from './admin-note.tsx';
import { PasswordField, UserNameField } from './credential-fields.tsx';
import { EndFacts } from './end-facts.tsx';
import type { Frame } from './frame.ts';
import { LanguageChooser } from './language-chooser.tsx';
import { Form, Notice, Page } from './page.tsx';
import { wasPlaceTaken } from './signed-out-page.tsx';
import { linkWith, type Transit } from './transit.ts';

export interface SignInPageProps {
  readonly frame: Frame;
  readonly formToken: string;
  readonly transit: Transit;
  /** Of this sign-in: the form sent again, since its answer was lost, gets the same session. */
  readonly transaction: string;
  /** The app that is being entered. */
  readonly app?: { readonly name: string; readonly url: string } | undefined;
  /** It waits for an answer: whoever does not want to go on tells it so here. */
  readonly cancelHref?: string | undefined;
  /** As typed, so that it need not be typed again. */
  readonly name?: string | undefined;
  /** What went wrong, in one sentence. */
  readonly problem?: string | undefined;
  /** What is good to know. */
  readonly info?: string | undefined;
  /** Somebody is signed in on this device already. */
  readonly signedInAs?: string | undefined;
  /** The session this browser had until it ended: why is said before it is asked for a password again. */
  readonly ended?: EndedSession | undefined;
}

export function SignInPage(props: SignInPageProps) {
  const { frame, formToken, transit, transaction, app, cancelHref, name, problem, info } = props;
  const { signedInAs, ended } = props;
  const { t } = frame;
  return (
    <Page
      frame={frame}
      title={t('signIn.title')}
      footer={
        <>
          <AdminNote frame={frame} />
          <p>
            {t('signIn.newHere')} <a href={linkWith('/welcome', transit)}>{t('signIn.welcome')}</a>
          </p>
          <details>
            <summary>{t('signIn.notYours')}</summary>
            <p>{t('signIn.notYoursHint')}</p>
            <p>{t('signIn.shared')}</p>
          </details>
          <p>
            <a href="/trust">{t('signIn.certificateLink')}</a>
          </p>
          {/* Whose session has ended is known to this browser; and how it ended stays on the page. */}
          <LanguageChooser {...{ frame, formToken, transit }} name={ended ? undefined : name} />
        </>
      }
    >
      {app === undefined ? null : (
        <p className="entering">
          {t('signIn.entering')} <strong>{app.name}</strong>{' '}
          {app.url === '' ? null : <span className="host">{new URL(app.url).host}</span>}
        </p>
      )}
      {problem === undefined ? null : <Notice kind="bad">{problem}</Notice>}
      {info === undefined ? null : <Notice kind="info">{info}</Notice>}
      {ended === undefined ? null : (
        <Notice kind="info">
          <p>
            <strong>{t('signedOut.here')}</strong> {t(`signedOut.reason.${ended.ended.reason}`)}
          </p>
          <EndFacts frame={frame} ended={ended} brief />
          {wasPlaceTaken(ended) ? (
            <p>
              <a href="/not-me">{t('notMe.link')}</a>
            </p>
          ) : null}
        </Notice>
      )}
      {signedInAs === undefined ? null : (
        <Notice kind="info">
          <p>{t('signIn.signedInAs', { name: signedInAs })}</p>
          <a className="button quiet" href={linkWith('/sign-in', transit, { continue: '1' })}>
            {t('signIn.continue', { name: signedInAs })}
          </a>
        </Notice>
      )}
      <Form action="/sign-in" formToken={formToken} transit={transit}>
        <input type="hidden" name="transaction" value={transaction} />
        <UserNameField frame={frame} name={name} />
        <PasswordField frame={frame} />
        <button className="button" type="submit">
          {t('signIn.submit')}
        </button>
        {cancelHref === undefined ? null : (
          <a className="button plain" href={cancelHref}>
            {t('signIn.cancel')}
          </a>
        )}
      </Form>
    </Page>
  );
}
