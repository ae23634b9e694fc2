import { PasswordField, UserNameField } from './credential-fields.tsx';
import { codeMax } from './decode-form.ts';
import type { Frame } from './frame.ts';
import { ConsoleLanguageChooser } from './language-chooser.tsx';
import { Field, Notice, Page } from './page.tsx';

export interface ConsoleSignInPageProps {
  readonly frame: Frame;
  /** As typed, so that it need not be typed again. */
  readonly name?: string | undefined;
  /** What went wrong, in one sentence. */
  readonly problem?: string | undefined;
  /** Where that is mended. */
  readonly way?: { readonly href: string; readonly text: string } | undefined;
  /** Why the admin is here again. */
  readonly info?: string | undefined;
}

/** The door of the console in a browser: name, password and code at once, as password managers fill them. */
export function ConsoleSignInPage({ frame, name, problem, way, info }: ConsoleSignInPageProps) {
  const { t } = frame;
  return (
    <Page
      frame={frame}
      title={t('consoleSignIn.title')}
      footer={
        <>
          <details>
            <summary>{t('secondStep.lost')}</summary>
            <p>{t('consoleSignIn.lostHint')}</p>
          </details>
          <ConsoleLanguageChooser frame={frame} />
        </>
      }
    >
      <p className="lead">{t('consoleSignIn.lead')}</p>
      {problem === undefined ? null : (
        <Notice kind="bad">
          {problem}
          {way === undefined ? null : (
            <p>
              <a href={way.href}>{way.text}</a>
            </p>
          )}
        </Notice>
      )}
      {info === undefined ? null : <Notice kind="info">{info}</Notice>}
      <form method="post" action="/sign-in">
        <UserNameField frame={frame} name={name} />
        <PasswordField frame={frame} />
        <Field
          frame={frame}
          name="code"
          kind="code"
          label={t('secondStep.code')}
          hint={t('secondStep.hint')}
          autoComplete="one-time-code"
          maxLength={codeMax}
        />
        <button className="button" type="submit">
          {t('signIn.submit')}
        </button>
      </form>
    </Page>
  );
}
