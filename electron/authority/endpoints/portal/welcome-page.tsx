import { UserNameField } from './credential-fields.tsx';
import { codeMax, passwordMax } from './decode-form.ts';
import type { Frame } from './frame.ts';
import { Field, Form, Notice, Page } from './page.tsx';
import { linkWith, type Transit } from './transit.ts';

export interface WelcomePageProps {
  readonly frame: Frame;
  readonly formToken: string;
  readonly transit: Transit;
  /** Behind a temporary password; without it the one-time code is asked for. */
  readonly ticket?: string | undefined;
  /** Of the sign-in behind a one-time code; behind a ticket it is in the ticket. */
  readonly transaction?: string | undefined;
  readonly userName?: string | undefined;
  /** After "it was not me": the old password opens nothing any more, so whoever leaves the page is outside. */
  readonly reported?: boolean | undefined;
  /** How many sessions that has ended; said once. */
  readonly reportEnded?: number | undefined;
  readonly name?: string | undefined;
  readonly problem?: string | undefined;
}

export function WelcomePage({
  frame,
  formToken,
  transit,
  ticket,
  transaction,
  userName,
  reported = false,
  reportEnded,
  name,
  problem,
}: WelcomePageProps) {
  const { t } = frame;
  const intro = reported
    ? t('notMe.onlyHere')
    : ticket === undefined
      ? t('welcome.codeIntro')
      : userName === undefined
        ? t('welcome.ticketIntroPlain')
        : t('welcome.ticketIntro', { name: userName });
  return (
    <Page
      frame={frame}
      title={t(reported ? 'notMe.choose' : 'welcome.title')}
      footer={
        reported ? undefined : (
          <p>
            <a href={linkWith('/sign-in', transit, { again: '1' })}>{t('welcome.back')}</a>
          </p>
        )
      }
    >
      {problem === undefined ? null : <Notice kind="bad">{problem}</Notice>}
      {reportEnded === undefined ? null : (
        <Notice kind="good">
          {reportEnded === 0 ? t('notMe.doneNobody') : t('notMe.done', { count: reportEnded })}
        </Notice>
      )}
      <p className="lead">{intro}</p>
      <Form action="/welcome" formToken={formToken} transit={transit}>
        {ticket === undefined ? (
          <>
            {transaction === undefined ? null : (
              <input type="hidden" name="transaction" value={transaction} />
            )}
            <UserNameField frame={frame} name={name} />
            <Field
              frame={frame}
              name="code"
              kind="code"
              label={t('welcome.code')}
              autoComplete="one-time-code"
              maxLength={codeMax}
            />
          </>
        ) : (
          <>
            <input type="hidden" name="ticket" value={ticket} />
            {userName === undefined ? null : (
              <input type="text" name="username" autoComplete="username" value={userName} readOnly hidden />
            )}
          </>
        )}
        <Field
          frame={frame}
          name="password"
          kind="password"
          label={t('welcome.new')}
          hint={t('welcome.hint')}
          autoComplete="new-password"
          maxLength={passwordMax}
        />
        <button className="button" type="submit">
          {t('welcome.submit')}
        </button>
      </Form>
    </Page>
  );
}
