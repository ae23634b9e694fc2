import type { EndedSession } from '../../records/sessions/session.ts';
import { PasswordField, UserNameField } from './credential-fields.tsx';
import { EndFacts } from './end-facts.tsx';
import type { Frame } from './frame.ts';
import { Form, Notice, Page } from './page.tsx';

export interface NotMePageProps {
  readonly frame: Frame;
  readonly formToken: string;
  /** The session of this browser whose place was taken. */
  readonly ended: EndedSession;
  readonly name?: string | undefined;
  readonly problem?: string | undefined;
}

/** "It was not me": who says so proves first whose account it is. */
export function NotMePage({ frame, formToken, ended, name, problem }: NotMePageProps) {
  const { t } = frame;
  return (
    <Page frame={frame} title={t('notMe.title')} footer={<p>{t('notMe.admin')}</p>}>
      {problem === undefined ? null : <Notice kind="bad">{problem}</Notice>}
      <p className="lead">{t('notMe.intro')}</p>
      <EndFacts frame={frame} ended={ended} />
      <Form action="/not-me" formToken={formToken}>
        <UserNameField frame={frame} name={name} />
        <PasswordField frame={frame} />
        <button className="button" type="submit">
          {t('notMe.submit')}
        </button>
        <a className="button plain" href="/signed-out">
          {t('notMe.cancel')}
        </a>
      </Form>
    </Page>
  );
}
