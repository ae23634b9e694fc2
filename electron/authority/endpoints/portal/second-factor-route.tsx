import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { errorCatalogue, type ErrorCode } from '../../../../shared/errors.ts';
import { deriveTotpSecret, totpAddress } from '../../base/crypto/totp.ts';
import {
  addSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
  type SecondFactorChange,
} from '../../operations/change-second-factor.ts';
import type { SignedIn } from '../../operations/find-session.ts';
import type { EdgeDependencies } from '../edge-dependencies.ts';
import { deviceCookie } from '../form-binding.ts';
import { remoteAddress } from '../remote-address.ts';
import type { RouteRow } from '../route-row.ts';
import { sessionFormToken, sessionTokenOf, setSessionCookie } from './browser.ts';
import { clockSentence, wrongCodeSentence } from './clock-sentence.ts';
import { codeField, decodeForm, nameField, passwordField, travellingFields } from './decode-form.ts';
import { sentenceOf } from './error-page.tsx';
import { openFrame } from './frame.ts';
import { leaveFor } from './go-on.tsx';
import { RecoveryCodesPage } from './recovery-codes-page.tsx';
import { SecondFactorPage, type SecondFactorPageProps } from './second-factor-page.tsx';
import { sendPage } from './send-page.ts';
import { problemOf } from './sign-in-route.tsx';
import { sendSignedOut, signedInOnly } from './signed-out-route.tsx';

const confirmForm = z.strictObject({
  ...travellingFields,
  // For password managers only; whose password it is the session says.
  username: nameField.optional(),
  current: passwordField,
  code: codeField,
});
const pagePath = '/account/second-factor';
type Act = 'add' | 'codes' | 'remove';

type Answer =
  | { readonly ok: true; readonly token: string; readonly recoveryCodes?: readonly string[] }
  | { readonly ok: false; readonly code: ErrorCode; readonly data?: Readonly<Record<string, unknown>> };

export function secondFactorRoutes(edge: EdgeDependencies): RouteRow[] {
  const post = (
    act: Act,
    change: (request: FastifyRequest, change: SecondFactorChange) => Promise<Answer>,
  ): RouteRow => ({
    method: 'POST',
    path: `${pagePath}/${act}`,
    body: 'form',
    answers: 'page',
    guards: ['same-origin', 'session-form-token'],
    handler: signedInOnly(edge, (...all) => submit(edge, ...all, act, change)),
  });
  return [
    {
      method: 'GET',
      path: pagePath,
      body: 'none',
      answers: 'page',
      guards: [],
      handler: signedInOnly(edge, (request, reply, signedIn) => {
        const wanted = (request.query as Readonly<Record<string, unknown>>)['do'];
        const act = wanted === 'codes' || wanted === 'remove' ? wanted : undefined;
        return sendSecondFactor(edge, request, reply, signedIn, 200, act);
      }),
    },
    post('add', (request, change) => addSecondFactor(edge, { ...change, secret: newSecret(edge, request) })),
    post('codes', (_request, change) => renewRecoveryCodes(edge, change)),
    post('remove', (_request, change) => removeSecondFactor(edge, change)),
  ];
}

async function submit(
  edge: EdgeDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
  signedIn: SignedIn,
  act: Act,
  change: (request: FastifyRequest, change: SecondFactorChange) => Promise<Answer>,
): Promise<FastifyReply> {
  const frame = openFrame(edge, request);
  const again = (status: number, problem: string): FastifyReply =>
    sendSecondFactor(edge, request, reply, signedIn, status, act === 'add' ? undefined : act, problem);
  const read = decodeForm(confirmForm, request.body);
  if (!read.ok) {
    const ofCode = read.data?.['field'] === 'code';
    return again(
      errorCatalogue.input_invalid.status,
      ofCode ? frame.t('field.secondFactor') : problemOf(frame, read),
    );
  }
  const answer = await change(request, {
    session: signedIn.session,
    current: read.form.current,
    code: read.form.code,
    address: remoteAddress(request),
    deviceToken: request.cookies[deviceCookie],
  });
  if (answer.ok) {
    setSessionCookie(edge, reply, answer.token);
    if (!answer.recoveryCodes) return leaveFor(edge, request, reply, '/devices?notice=second_factor_removed');
    const { recoveryCodes: codes } = answer;
    const { name: userName } = signedIn.user;
    return sendPage(reply, 200, <RecoveryCodesPage {...{ frame, userName, codes }} added={act === 'add'} />);
  }
  const { code, data } = answer;
  // The account is known, and the session goes on: no 401.
  const status = errorCatalogue[code].status === 401 ? 403 : errorCatalogue[code].status;
  switch (code) {
    case 'not_signed_in':
      return sendSignedOut(edge, request, reply, { transit: {}, status: 401 });
    case 'throttled': {
      const seconds = Number(data?.['retryAfterSeconds'] ?? 1);
      reply.header('Retry-After', String(seconds));
      return again(status, frame.t('code.throttled', { count: seconds }));
    }
    case 'credentials':
      return again(status, frame.t('code.credentialsCurrent'));
    case 'second_factor_clock':
      return again(status, clockSentence(frame, edge.clock, Number(data?.['minutes'] ?? 0)));
    case 'second_factor_wrong':
      return again(status, wrongCodeSentence(frame, edge.clock, act === 'add'));
    default:
      return again(status, sentenceOf(frame, code));
  }
}

/** Of this session's own token: the page may be opened again, and after a change the secret is another one. */
function newSecret(edge: EdgeDependencies, request: FastifyRequest): string {
  return deriveTotpSecret(edge.formKey, sessionTokenOf(request) ?? '');
}

function sendSecondFactor(
  edge: EdgeDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
  { user }: SignedIn,
  status: number,
  act: 'codes' | 'remove' | undefined,
  problem?: string,
): FastifyReply {
  const frame = openFrame(edge, request);
  const common = { frame, formToken: sessionFormToken(edge, request), userName: user.name, problem };
  const factor = edge.users.find(user.id)?.secondFactor;
  const secret = newSecret(edge, request);
  const page: SecondFactorPageProps = !factor
    ? { ...common, step: 'add', secret, address: totpAddress(secret, frame.brand, user.name) }
    : act
      ? { ...common, step: act }
      : { ...common, step: 'added', addedAt: factor.addedAt, codesLeft: factor.recoveryHashes.length };
  return sendPage(reply, status, <SecondFactorPage {...page} />);
}
