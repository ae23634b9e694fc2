import { passwordMax } from './decode-form.ts';
import type { Frame } from './frame.ts';
import { Field, Form, Notice, Page } from './page.tsx';

export interface PasswordPageProps {
  readonly frame: Frame;
  readonly formToken: string;
  readonly userName: string;
  readonly problem?: string | undefined;
}

export function PasswordPage({ frame, formToken, userName, problem }: PasswordPageProps) {
  const { t } = frame;
  return (
    <Page frame={frame} title={t('password.title')}>
      {problem === undefined ? null : <Notice kind="bad">{problem}</Notice>}
      <p className="lead">{t('password.account', { name: userName })}</p>
      <Form action="/account/password" formToken={formToken}>
        <input type="text" name="username" autoComplete="username" value={userName} readOnly hidden />
        <Field
          frame={frame}
          name="current"
          kind="password"
          label={t('password.current')}
          autoComplete="current-password"
          maxLength={passwordMax}
        />
        <Field
          frame={frame}
          name="password"
          kind="password"
          label={t('password.new')}
          hint={t('welcome.hint')}
          autoComplete="new-password"
          maxLength={passwordMax}
        />
        <p className="hint">{t('password.others')}</p>
        <button className="button" type="submit">
          {t('password.submit')}
        </button>
        <a className="button plain" href="/devices">
          {t('password.cancel')}
        </a>
      </Form>
    </Page>
  );
}
