import { codeMax } from './decode-form.ts';
import type { Frame } from './frame.ts';
import { Field, Form, Notice, Page } from './page.tsx';
import { cancelLink, type Transit } from './transit.ts';
import { NameAlong } from './way-back.tsx';

export interface SecondStepPageProps {
  readonly frame: Frame;
  readonly formToken: string;
  readonly transit: Transit;
  readonly ticket: string;
  readonly problem?: string | undefined;
  /** Whose sign-in it is a step of, as it was typed. */
  readonly name?: string | undefined;
}

/** The password was right; now the code of the authenticator app. */
export function SecondStepPage(props: SecondStepPageProps) {
  const { frame, formToken, transit, ticket, problem, name } = props;
  const { t } = frame;
  return (
    <Page
      frame={frame}
      title={t('secondStep.title')}
      footer={
        <details>
          <summary>{t('secondStep.lost')}</summary>
          <p>{t('secondStep.lostHint')}</p>
        </details>
      }
    >
      {problem === undefined ? null : <Notice kind="bad">{problem}</Notice>}
      <Form action="/sign-in/code" formToken={formToken} transit={transit}>
        <input type="hidden" name="ticket" value={ticket} />
        <NameAlong name={name} />
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
          {t('secondStep.submit')}
        </button>
        <a className="button plain" href={cancelLink(transit)}>
          {t('secondStep.cancel')}
        </a>
      </Form>
    </Page>
  );
}
