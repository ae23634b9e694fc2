import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { consoleLanguageCookie } from '../../../shared/contract/console-language.ts';
import { languageTags } from '../../../shared/languages.ts';
import { errorCatalogue, type ErrorCode } from '../../../shared/errors.ts';
import type { ConsoleEndReason } from '../../../shared/model/console-session.ts';
import type { Dependencies } from '../operations/dependencies.ts';
import { signInToConsole, type ConsoleSignInOutcome } from '../operations/sign-in-console.ts';
import { listConsoleOrigins } from './browser-console/console-request.ts';
import { clockSentence, wrongCodeSentence } from './portal/clock-sentence.ts';
import { ConsoleSignInPage } from './portal/console-sign-in-page.tsx';
import { codeMax, decodeForm, nameField, passwordField } from './portal/decode-form.ts';
import { deviceLabel } from './portal/device-label.ts';
import { ErrorPage, sentenceOf } from './portal/error-page.tsx';
import type { Frame } from './portal/frame.ts';
import { pickText } from './portal/portal-text.ts';
import { sendPage } from './portal/send-page.ts';
import { remoteAddress } from './remote-address.ts';

const signInForm = z.strictObject({
  username: nameField,
  password: passwordField,
  code: z
    .string()
    .max(codeMax)
    .regex(/^[^\p{Cc}]*$/u),
});

const languageForm = z.strictObject({ language: z.enum(languageTags) });

type Refused = Extract<ConsoleSignInOutcome, { kind: 'refused' }>;

/** The pages in front of the console in a browser, drawn as those of the portal are. */
export function makeConsolePages(deps: Dependencies) {
  const openFrame = (request: FastifyRequest): Frame => {
    const { title, note, accent } = deps.settings.current().portal;
    // An address that cannot be decoded gets here without the hook that reads the cookies.
    const cookies = request.cookies as FastifyRequest['cookies'] | undefined;
    return {
      ...pickText(request.headers['accept-language'], cookies?.[consoleLanguageCookie.name]),
      brand: title,
      note,
      accent,
      now: deps.clock.now(),
    };
  };
  const sentence = (frame: Frame, outcome: Refused): string => {
    switch (outcome.code) {
      case 'throttled':
        return frame.t('code.throttled', { count: outcome.retryAfterSeconds });
      case 'second_factor_clock':
        return clockSentence(frame, deps.clock, outcome.minutes);
      case 'second_factor_wrong':
        return wrongCodeSentence(frame, deps.clock);
      default:
        return sentenceOf(frame, outcome.code);
    }
  };
  const sendUnreadable = (frame: Frame, reply: FastifyReply, code: ErrorCode): FastifyReply =>
    sendPage(
      reply,
      errorCatalogue[code].status,
      <ConsoleSignInPage frame={frame} problem={sentenceOf(frame, code)} />,
    );

  return {
    /** @param reason why it is asked again; null: it is not known any more */
    askSignIn(
      request: FastifyRequest,
      reply: FastifyReply,
      reason: ConsoleEndReason | null | undefined,
    ): FastifyReply {
      const frame = openFrame(request);
      const info = reason === undefined ? undefined : frame.t(`consoleSignIn.ended.${reason ?? 'restarted'}`);
      return sendPage(reply, 200, <ConsoleSignInPage frame={frame} info={info} />);
    },

    /** The same page, in the language chosen there; the console is in it afterwards, too. */
    takeLanguage(request: FastifyRequest, reply: FastifyReply): FastifyReply {
      const read = decodeForm(languageForm, request.body);
      if (!read.ok) return sendUnreadable(openFrame(request), reply, read.code);
      const { name, maxAgeSeconds } = consoleLanguageCookie;
      reply.setCookie(name, read.form.language, { path: '/', sameSite: 'strict', maxAge: maxAgeSeconds });
      return reply.redirect('/sign-in', 303);
    },

    /** @returns the token of the new session; otherwise the page has been sent again */
    async takeSignIn(request: FastifyRequest, reply: FastifyReply): Promise<string | undefined> {
      const frame = openFrame(request);
      const read = decodeForm(signInForm, request.body);
      if (!read.ok) {
        sendUnreadable(frame, reply, read.code);
        return undefined;
      }
      const { username: name, password, code } = read.form;
      const outcome = await signInToConsole(deps, {
        name,
        password,
        code: code.trim(),
        device: deviceLabel(request.headers['user-agent']),
        address: remoteAddress(request),
      });
      if (outcome.kind === 'signed_in') return outcome.token;
      if (outcome.code === 'throttled') reply.header('Retry-After', String(outcome.retryAfterSeconds));
      const problem = sentence(frame, outcome);
      const way =
        outcome.code === 'console_second_factor'
          ? {
              href: `${deps.network.origin()}/account/second-factor`,
              text: frame.t('consoleSignIn.addFactor'),
            }
          : undefined;
      sendPage(
        reply,
        errorCatalogue[outcome.code].status,
        <ConsoleSignInPage {...{ frame, name, problem, way }} />,
      );
      return undefined;
    },

    refuse(
      request: FastifyRequest,
      reply: FastifyReply,
      code: ErrorCode,
      port: number,
      reference?: string,
    ): FastifyReply {
      const frame = openFrame(request);
      const { status } = errorCatalogue[code];
      const page = { frame, status, reference, sentence: sentenceOf(frame, code) };
      const way = { href: '/', text: frame.t('error.back') };
      const origins = code === 'unknown_host' ? listConsoleOrigins(port) : [];
      // Most come under another port: that of the near end of their tunnel.
      const hint =
        origins.length === 0
          ? undefined
          : {
              text: frame.t('consoleSignIn.tunnel'),
              command: `ssh -L ${String(port)}:127.0.0.1:${String(port)} …`,
            };
      return sendPage(
        reply,
        status,
        <ErrorPage {...page} origins={origins} hint={hint} {...(origins.length > 0 ? {} : { way })} />,
      );
    },
  };
}
