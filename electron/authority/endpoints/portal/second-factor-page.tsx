import { drawQrCode } from '../../base/draw-qr-code.ts';
import { codeMax, passwordMax } from './decode-form.ts';
import type { Frame } from './frame.ts';
import { Field, Form, Notice, Page } from './page.tsx';
import { Time } from './time.tsx';

interface Common {
  readonly frame: Frame;
  readonly formToken: string;
  readonly userName: string;
  readonly problem?: string | undefined;
}

export type SecondFactorPageProps = Common &
  (
    | {
        readonly step: 'add';
        /** Base32. */
        readonly secret: string;
        /** What the QR code says: `otpauth://…`. */
        readonly address: string;
      }
    | { readonly step: 'added'; readonly addedAt: number; readonly codesLeft: number }
    | { readonly step: 'codes' | 'remove' }
  );

/** The own second factor: adding one, what there is, new recovery codes, removing it. */
export function SecondFactorPage(props: SecondFactorPageProps) {
  switch (props.step) {
    case 'add':
      return <AddPage {...props} />;
    case 'added':
      return <AddedPage {...props} />;
    case 'codes':
    case 'remove':
      return <ConfirmPage {...props} step={props.step} />;
  }
}

function AddPage(props: Common & { readonly secret: string; readonly address: string }) {
  const { frame, formToken, userName, problem, secret, address } = props;
  const { t } = frame;
  return (
    <Page frame={frame} title={t('secondFactor.addTitle')}>
      {problem === undefined ? null : <Notice kind="bad">{problem}</Notice>}
      <p>{t('secondFactor.addIntro')}</p>
      <ol className="steps">
        <li>
          {t('secondFactor.scan')}
          <QrCode text={address} label={t('secondFactor.qr')} />
          <details>
            <summary>{t('secondFactor.noScan')}</summary>
            <p>{t('secondFactor.type')}</p>
            <p>
              <code className="secret">{(secret.match(/.{1,4}/g) ?? []).join(' ')}</code>
            </p>
            <p>
              <a href={address}>{t('secondFactor.open')}</a>
            </p>
          </details>
        </li>
        <li>{t('secondFactor.confirm')}</li>
      </ol>
      <ConfirmForm
        {...{ frame, formToken, userName }}
        action="/account/second-factor/add"
        label={t('secondFactor.firstCode')}
        submit={t('secondFactor.add')}
        cancel="/devices"
      />
    </Page>
  );
}

function AddedPage({
  frame,
  addedAt,
  codesLeft,
}: Common & { readonly addedAt: number; readonly codesLeft: number }) {
  const { t } = frame;
  return (
    <Page
      frame={frame}
      title={t('secondFactor.title')}
      footer={
        <p>
          <a href="/devices">{t('secondFactor.back')}</a>
        </p>
      }
    >
      <p className="lead">{t('secondFactor.on')}</p>
      <dl>
        <div>
          <dt>{t('secondFactor.since')}</dt>
          <dd>
            <Time frame={frame} at={addedAt} />
          </dd>
        </div>
        <div>
          <dt>{t('secondFactor.left')}</dt>
          <dd>{t('secondFactor.leftOf', { left: codesLeft })}</dd>
        </div>
      </dl>
      <a className="button quiet" href="/account/second-factor?do=codes">
        {t('secondFactor.codes')}
      </a>
      <a className="button quiet" href="/account/second-factor?do=remove">
        {t('secondFactor.remove')}
      </a>
    </Page>
  );
}

function ConfirmPage({
  frame,
  formToken,
  userName,
  problem,
  step,
}: Common & { readonly step: 'codes' | 'remove' }) {
  const { t } = frame;
  const remove = step === 'remove';
  return (
    <Page frame={frame} title={t(remove ? 'secondFactor.removeTitle' : 'secondFactor.codesTitle')}>
      {problem === undefined ? null : <Notice kind="bad">{problem}</Notice>}
      <p>{t(remove ? 'secondFactor.removeHint' : 'secondFactor.codesHint')}</p>
      <ConfirmForm
        {...{ frame, formToken, userName }}
        action={`/account/second-factor/${step}`}
        label={t('secondStep.code')}
        hint={t('secondStep.hint')}
        submit={t(remove ? 'secondFactor.remove' : 'secondFactor.codes')}
        cancel="/account/second-factor"
      />
    </Page>
  );
}

/** The password of now and a code: who changes this is the person whose account it is. */
function ConfirmForm(props: {
  readonly frame: Frame;
  readonly formToken: string;
  readonly userName: string;
  readonly action: string;
  readonly label: string;
  readonly hint?: string;
  readonly submit: string;
  readonly cancel: string;
}) {
  const { frame, formToken, userName, action, label, hint, submit, cancel } = props;
  return (
    <Form action={action} formToken={formToken}>
      <input type="text" name="username" autoComplete="username" value={userName} readOnly hidden />
      <Field
        frame={frame}
        name="current"
        kind="password"
        label={frame.t('password.current')}
        autoComplete="current-password"
        maxLength={passwordMax}
      />
      <Field
        frame={frame}
        name="code"
        kind="code"
        label={label}
        {...(hint === undefined ? {} : { hint })}
        autoComplete="one-time-code"
        maxLength={codeMax}
      />
      <button className="button" type="submit">
        {submit}
      </button>
      <a className="button plain" href={cancel}>
        {frame.t('password.cancel')}
      </a>
    </Form>
  );
}

/** Dark on white in every theme: cameras do not read it the other way round. Drawn inside the page, so nothing is loaded. */
function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { path, size } = drawQrCode(text);
  return (
    // What is drawn here cannot be an <img>.
    <svg
      className="qr"
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="img"
      aria-label={label}
      viewBox={`0 0 ${String(size)} ${String(size)}`}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  );
}
