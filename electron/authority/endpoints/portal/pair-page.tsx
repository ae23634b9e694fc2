import { codeMax } from './decode-form.ts';
import type { Frame } from './frame.ts';
import { Field, Form, Notice, Page } from './page.tsx';

export interface PairPageProps {
  readonly frame: Frame;
  readonly formToken: string;
  readonly userName: string;
  /** Out of the link the app shows, or as typed. */
  readonly code?: string | undefined;
  /** The code comes out of a link: it is not to be typed but to be compared. */
  readonly linked?: boolean;
  readonly problem?: string | undefined;
  readonly info?: string | undefined;
}

/** The code that the app shows is typed here. Nothing is looked up before the person sends it. */
export function PairPage(props: PairPageProps) {
  const { frame, formToken, userName, code, linked, problem, info } = props;
  const { t } = frame;
  return (
    <Page
      frame={frame}
      title={t('pair.title')}
      footer={
        <p>
          <a href="/devices">{t('pair.back')}</a>
        </p>
      }
    >
      {problem === undefined ? null : <Notice kind="bad">{problem}</Notice>}
      {info === undefined ? null : <Notice kind="info">{info}</Notice>}
      <p className="lead">{linked ? t('pair.introLink') : t('pair.intro', { name: userName })}</p>
      <Form action="/pair" formToken={formToken}>
        <Field
          frame={frame}
          name="code"
          kind="code"
          label={t('pair.code')}
          {...(linked ? {} : { hint: t('pair.codeHint') })}
          autoComplete="off"
          value={code}
          maxLength={codeMax}
        />
        <button className="button" type="submit">
          {t('pair.submit')}
        </button>
      </Form>
    </Page>
  );
}
