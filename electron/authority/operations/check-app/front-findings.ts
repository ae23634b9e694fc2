import type { Finding } from '../../../../shared/model/app.ts';
import type { App } from '../../records/apps/apps.ts';
import type { Judgement } from './judge-answer.ts';
import { dataOf } from './looked-at.ts';

/** What was found where people reach the app, in words. */
type Code = 'unreachable' | 'open_without_session' | 'forged_identity' | 'cookie_not_cut';

/** Nothing else can be seen then. */
export function describeTrouble(app: App, plain: Judgement): Finding | undefined {
  switch (plain.verdict) {
    case 'unreachable':
      return describeSilence(app, plain.detail);
    case 'misdirected':
      return bad(app, 'unreachable', misdirections(app)[plain.reason]);
    case 'down':
      return bad(app, 'unreachable', {
        sentence: `What stands in front of the app answers ${plain.status} at ${app.url}: it does not get through to Rollcall.`,
        fix: 'Rollcall must be reachable from there under the address in the configuration, with the certificate that it names.',
      });
    case 'refused':
    case 'let_in':
      return undefined;
  }
}

export function describeSilence(app: App, detail: string): Finding {
  return bad(app, 'unreachable', {
    sentence: `Nothing answers at ${app.url} (${detail}).`,
    fix: 'Start what answers there, or correct the address.',
  });
}

function misdirections(app: App): Record<string, { sentence: string; fix: string }> {
  return {
    unknown_app: {
      sentence: `The proxy at ${app.url} does not name this app by its secret, so it lets nobody in.`,
      fix: 'Rotate the secret and copy the new configuration into the proxy.',
    },
    wrong_address: {
      sentence: `The proxy at ${app.url} says that it is asked under another address, so it lets nobody in.`,
      fix: 'Register the app under the address that people type, or copy its configuration again.',
    },
    unknown_host: {
      sentence: `The proxy at ${app.url} asks Rollcall under a name or address that Rollcall does not have.`,
      fix: 'Rotate the secret and copy the new configuration, which has the address of now.',
    },
  };
}

export function describeReached(app: App, withCookie: Judgement, asked: boolean, open: boolean): Finding {
  if (withCookie.verdict === 'unreachable') {
    return unknown(
      app,
      'unreachable',
      `${app.url} answered once, and then no more (${withCookie.detail}). Test again.`,
    );
  }
  if (withCookie.verdict === 'down') {
    return bad(app, 'unreachable', {
      sentence: `Rollcall is asked at ${app.url}, and the app behind it does not answer (${withCookie.status}).`,
      fix: `Start the app, or correct where it is looked for: ${app.upstream}.`,
    });
  }
  if (!open && (withCookie.verdict === 'refused' || !asked)) {
    return unknown(
      app,
      'unreachable',
      `${app.url} answers, and lets nobody in, not even with a good cookie.`,
    );
  }
  return good(app, 'unreachable');
}

export function describeOpen(app: App, status: string, asked: boolean): Finding {
  return {
    code: 'open_without_session',
    result: 'bad',
    sentence: `A request without a session was answered at ${app.url} with status ${status}, ${asked ? 'although Rollcall is asked there' : 'and Rollcall was not asked'}.`,
    fix: 'What is configured for this address does not check with Rollcall: use the configuration that Rollcall writes for this app, in the block that people reach.',
    data: dataOf(app.url, { status }),
  };
}

/**
 * @param before what a good cookie got; undefined: Rollcall was not asked about it
 * @param after what it got once it was withdrawn
 */
export function describeCut(app: App, before: Judgement | undefined, after: Judgement): Finding {
  if (before === undefined || before.verdict === 'refused') {
    const sentence = 'A good cookie was refused as well, so it could not be seen whether it is cut.';
    return unknown(app, 'cookie_not_cut', sentence);
  }
  if (before.verdict === 'unreachable' || after.verdict === 'unreachable') {
    const sentence = `${app.url} did not answer each time, so it could not be seen whether a cookie is cut. Test again.`;
    return unknown(app, 'cookie_not_cut', sentence);
  }
  if (after.verdict === 'refused') return good(app, 'cookie_not_cut');
  return bad(app, 'cookie_not_cut', {
    sentence: `A cookie still opened ${app.url} after it had been withdrawn: answers of Rollcall are kept on the way, so an ended session goes on for a while.`,
    fix: 'Take every cache off the check (proxy_cache and the like in the location of /auth/verify).',
  });
}

const goodSentences: Record<Code, string> = {
  unreachable: 'The app answers where people reach it.',
  open_without_session: 'A request without a session is refused.',
  forged_identity:
    'Rollcall itself stands in front of the app and removes whatever a client says of who it is, in every spelling.',
  cookie_not_cut: 'A cookie that was withdrawn opens nothing at the very next request.',
};

export function good(app: App, code: Code): Finding {
  return { code, result: 'good', sentence: goodSentences[code], data: dataOf(app.url) };
}

export function unknown(app: App, code: Code, sentence: string): Finding {
  return { code, result: 'unknown', sentence, data: dataOf(app.url) };
}

export function bad(app: App, code: Code, words: { sentence: string; fix: string } | undefined): Finding {
  return {
    code,
    result: 'bad',
    sentence: words?.sentence ?? `${app.url} is not set up right.`,
    ...(words === undefined ? {} : { fix: words.fix }),
    data: dataOf(app.url),
  };
}

export function notLookedAt(app: App): Finding[] {
  const codes = ['open_without_session', 'forged_identity', 'cookie_not_cut'] as const;
  return codes.map((code) =>
    unknown(app, code, 'This could not be looked at: the app is not reached where people reach it.'),
  );
}
