import type { Finding } from '../../../../shared/model/app.ts';
import { makeToken } from '../../base/crypto/tokens.ts';
import type { App } from '../../records/apps/apps.ts';
import { judgeAnswer, type Judgement } from './judge-answer.ts';
import { asScript, dataOf, forgedHeaders, type CheckTools } from './looked-at.ts';

/** The four things that are looked at where people reach the app. */
export async function checkFront(tools: CheckTools, app: App): Promise<Finding[]> {
  const ask = async (headers: Readonly<Record<string, string>> = {}): Promise<Judgement> =>
    judgeAnswer(tools.deps, await tools.asker.ask(`${app.url}/`, { ...asScript, ...headers }));
  const plain = await ask();
  const trouble = describeTrouble(app, plain);
  if (trouble) return [trouble, ...notLookedAt(app)];

  const open = plain.verdict === 'let_in';
  const cookie = await checkCookie(tools, app, open, ask);
  return [
    cookie.reached,
    open ? describeOpen(app, plain.status, cookie.asked) : good(app, 'open_without_session'),
    await checkForged(tools, app, open, ask),
    cookie.cut,
  ];
}

/** Of an app that is asked for nothing more. */
export async function checkReachable({ asker }: CheckTools, app: App): Promise<Finding[]> {
  if (app.url === '') return [];
  const answer = await asker.ask(`${app.url}/`, asScript);
  return [answer.kind === 'answer' ? good(app, 'unreachable') : describeSilence(app, answer.detail)];
}

type Ask = (headers?: Readonly<Record<string, string>>) => Promise<Judgement>;

async function checkForged({ wire }: CheckTools, app: App, open: boolean, ask: Ask): Promise<Finding> {
  if (open) {
    return unknown(
      app,
      'forged_identity',
      'The app answers without a session, so it could not be seen whether a forged identity makes a difference.',
    );
  }
  const forged = await ask(forgedHeaders(wire));
  if (forged.verdict !== 'let_in') return good(app, 'forged_identity');
  return {
    code: 'forged_identity',
    result: 'bad',
    sentence: `A request without a session that only claimed to be somebody (Remote-User and the like) was let in at ${app.url} with status ${forged.status}.`,
    fix: 'Use the configuration that Rollcall writes for this app, unchanged: it removes such headers in every spelling before it asks.',
    data: dataOf(app.url, { status: forged.status }),
  };
}

/**
 * A cookie that opens the app for the moment must open it no more as soon as it is withdrawn. It is no session, takes
 * no place, and names nobody.
 */
async function checkCookie(
  { deps, wire }: CheckTools,
  app: App,
  open: boolean,
  ask: Ask,
): Promise<{ reached: Finding; cut: Finding; asked: boolean }> {
  const probe = deps.probes.add(app.id, makeToken('rca'), true);
  const cookie = { Cookie: `${wire.cookieName(app)}=${probe.token}` };
  try {
    const before = await ask(cookie);
    const asked = probe.asked() > 0;
    probe.close();
    const after = await ask(cookie);
    const reached = describeReached(app, before, asked, open);
    if (open) {
      const sentence = 'The app answers without a session, so there is no cookie that could be cut.';
      return { reached, cut: unknown(app, 'cookie_not_cut', sentence), asked };
    }
    if (before.verdict === 'refused' || !asked) {
      const sentence = 'A good cookie was refused as well, so it could not be seen whether it is cut.';
      return { reached, cut: unknown(app, 'cookie_not_cut', sentence), asked };
    }
    if (after.verdict === 'refused') return { reached, cut: good(app, 'cookie_not_cut'), asked };
    return { reached, cut: describeNotCut(app), asked };
  } finally {
    probe.forget();
  }
}

/** Nothing else can be seen then. */
function describeTrouble(app: App, plain: Judgement): Finding | undefined {
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

function describeSilence(app: App, detail: string): Finding {
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

function describeReached(app: App, withCookie: Judgement, asked: boolean, open: boolean): Finding {
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

function describeOpen(app: App, status: string, asked: boolean): Finding {
  return {
    code: 'open_without_session',
    result: 'bad',
    sentence: `A request without a session was answered at ${app.url} with status ${status}, and ${asked ? 'although Rollcall is asked there' : 'Rollcall was not asked'}.`,
    fix: 'What is configured for this address does not check with Rollcall: use the configuration that Rollcall writes for this app, in the block that people reach.',
    data: dataOf(app.url, { status }),
  };
}

function describeNotCut(app: App): Finding {
  return bad(app, 'cookie_not_cut', {
    sentence: `A cookie still opened ${app.url} after it had been withdrawn: answers of Rollcall are kept on the way, so an ended session goes on for a while.`,
    fix: 'Take every cache off the check (proxy_cache and the like in the location of /auth/verify).',
  });
}

type Code = 'unreachable' | 'open_without_session' | 'forged_identity' | 'cookie_not_cut';

const goodSentences: Record<Code, string> = {
  unreachable: 'The app answers where people reach it.',
  open_without_session: 'A request without a session is refused.',
  forged_identity: 'A request that only claims to be somebody is refused.',
  cookie_not_cut: 'A cookie that was withdrawn opens nothing at the very next request.',
};

function good(app: App, code: Code): Finding {
  return { code, result: 'good', sentence: goodSentences[code], data: dataOf(app.url) };
}

function unknown(app: App, code: Code, sentence: string): Finding {
  return { code, result: 'unknown', sentence, data: dataOf(app.url) };
}

function bad(app: App, code: Code, words: { sentence: string; fix: string } | undefined): Finding {
  return {
    code,
    result: 'bad',
    sentence: words?.sentence ?? `${app.url} is not set up right.`,
    ...(words === undefined ? {} : { fix: words.fix }),
    data: dataOf(app.url),
  };
}

function notLookedAt(app: App): Finding[] {
  const codes = ['open_without_session', 'forged_identity', 'cookie_not_cut'] as const;
  return codes.map((code) =>
    unknown(app, code, 'This could not be looked at: the app is not reached where people reach it.'),
  );
}
