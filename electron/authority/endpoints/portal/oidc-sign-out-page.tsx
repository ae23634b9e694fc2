import type { Frame } from './frame.ts';
import { Form, Notice, Page } from './page.tsx';

export interface OidcSignOutPageProps {
  readonly frame: Frame;
  readonly formToken: string;
  readonly userName: string;
  readonly appName: string | undefined;
  /** The app takes somebody else to be signed in here; without a name when there is no such user any more. */
  readonly other: { readonly name: string | undefined } | undefined;
  /** What the app asked for, to be sent with a yes. */
  readonly fields: Readonly<Record<string, string>>;
}

/** An app asks to sign out: who would be signed out, and of what. */
export function OidcSignOutPage(props: OidcSignOutPageProps) {
  const { frame, formToken, userName, appName, other, fields } = props;
  const { t } = frame;
  return (
    <Page frame={frame} title={t('appSignOut.title')}>
      <p className="lead">
        {appName === undefined ? t('appSignOut.asksPlain') : t('appSignOut.asks', { app: appName })}
      </p>
      {other === undefined ? null : (
        <Notice kind="bad">
          {other.name === undefined
            ? t('appSignOut.otherUnknown')
            : t('appSignOut.otherPerson', { other: other.name })}
        </Notice>
      )}
      <p>{t('appSignOut.who', { name: userName })}</p>
      <Form action="/oidc/sign-out" formToken={formToken} className="chooser">
        {Object.entries(fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <button className="button" type="submit">
          {t('appSignOut.submit')}
        </button>
        <a className="button quiet" href="/devices">
          {t('appSignOut.stay')}
        </a>
      </Form>
    </Page>
  );
}
