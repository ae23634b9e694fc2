import type { WaitingApp } from '../../operations/find-waiting-app.ts';
import type { Frame } from './frame.ts';
import { Form, Notice, Page } from './page.tsx';
import { Time } from './time.tsx';

export interface PairQuestionPageProps {
  readonly frame: Frame;
  readonly formToken: string;
  readonly userName: string;
  readonly waiting: WaitingApp;
  /** As the app shows it. */
  readonly code: string;
}

/** Is this your device? What the app says of itself, where it asked from, and what a yes means. */
export function PairQuestionPage({ frame, formToken, userName, waiting, code }: PairQuestionPageProps) {
  const { t } = frame;
  return (
    <Page frame={frame} title={t('pair.question')}>
      <p className="lead">{t('pair.asks', { name: userName })}</p>
      <ul className="devices">
        <li className="own">
          <div className="device">
            <strong>{frame.device(waiting.device)}</strong>
            {waiting.app === undefined ? null : <span className="facts">{t('pair.registered')}</span>}
            <span className="facts">
              {t('pair.asked')} <Time frame={frame} at={waiting.createdAt} /> {t('pair.from')}{' '}
              <span>{waiting.address}</span>
            </span>
            <span className="facts">{t('pair.shows')}</span>
            <code className="pairing-code">{code}</code>
          </div>
        </li>
      </ul>
      <Notice kind="info">{t('pair.warning')}</Notice>
      <Form action="/pair/answer" formToken={formToken} className="chooser">
        <input type="hidden" name="code" value={code} />
        <button className="button" type="submit" name="answer" value="approve">
          {t('pair.approve')}
        </button>
        <button className="button quiet" type="submit" name="answer" value="decline">
          {t('pair.decline')}
        </button>
      </Form>
    </Page>
  );
}
