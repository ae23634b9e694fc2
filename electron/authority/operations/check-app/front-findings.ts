import type { Finding } from '../../../../shared/model/app.ts';
import type { App } from '../../records/apps/apps.ts';
import type { Judgement } from './judge-answer.ts';
import { dataOf } from './looked-at.ts';
import { makeFinding } from './make-finding.ts';

/** What was found where people reach the app. */

/** Nothing else can be seen then. */
export function describeTrouble(app: App, plain: Judgement): Finding | undefined {
  switch (plain.verdict) {
    case 'unreachable':
      return describeSilence(app, plain.detail);
    case 'misdirected':
      return makeFinding('unreachable', 'bad', misdirections[plain.reason] ?? 'notSetUp', dataOf(app.url));
    case 'down':
      return makeFinding('unreachable', 'bad', 'noWayToRollcall', dataOf(app.url, { status: plain.status }));
    case 'refused':
    case 'let_in':
      return undefined;
  }
}

export function describeSilence(app: App, detail: string): Finding {
  return makeFinding('unreachable', 'bad', 'silent', dataOf(app.url, { detail }));
}

const misdirections: Readonly<Record<string, 'unknownApp' | 'wrongAddress' | 'unknownHost'>> = {
  unknown_app: 'unknownApp',
  wrong_address: 'wrongAddress',
  unknown_host: 'unknownHost',
};

export function describeReached(app: App, withCookie: Judgement, asked: boolean, open: boolean): Finding {
  if (withCookie.verdict === 'unreachable') {
    const { detail } = withCookie;
    return makeFinding('unreachable', 'unknown', 'answeredOnce', dataOf(app.url, { detail }));
  }
  if (withCookie.verdict === 'down') {
    const { status } = withCookie;
    return makeFinding('unreachable', 'bad', 'appDown', dataOf(app.url, { status, upstream: app.upstream }));
  }
  if (!open && (withCookie.verdict === 'refused' || !asked)) {
    return makeFinding('unreachable', 'unknown', 'letsNobodyIn', dataOf(app.url));
  }
  return describeAnswering(app);
}

export function describeAnswering(app: App): Finding {
  return makeFinding('unreachable', 'good', 'answers', dataOf(app.url));
}

export function describeOpen(app: App, status: string, asked: boolean): Finding {
  const said = asked ? 'openAsked' : 'openNotAsked';
  return makeFinding('open_without_session', 'bad', said, dataOf(app.url, { status }));
}

export function describeRefusing(app: App): Finding {
  return makeFinding('open_without_session', 'good', 'refusedWithoutSession', dataOf(app.url));
}

/**
 * @param before what a good cookie got; undefined: Rollcall was not asked about it
 * @param after what it got once it was withdrawn
 */
export function describeCut(app: App, before: Judgement | undefined, after: Judgement): Finding {
  const data = dataOf(app.url);
  if (before === undefined || before.verdict === 'refused') {
    return makeFinding('cookie_not_cut', 'unknown', 'cookieRefused', data);
  }
  if (before.verdict === 'unreachable' || after.verdict === 'unreachable') {
    return makeFinding('cookie_not_cut', 'unknown', 'cookieUnanswered', data);
  }
  return after.verdict === 'refused'
    ? makeFinding('cookie_not_cut', 'good', 'cookieCut', data)
    : makeFinding('cookie_not_cut', 'bad', 'cookieKept', data);
}

export function describeNoCookie(app: App): Finding {
  return makeFinding('cookie_not_cut', 'unknown', 'noCookie', dataOf(app.url));
}

export function notLookedAt(app: App): Finding[] {
  const codes = ['open_without_session', 'forged_identity', 'cookie_not_cut'] as const;
  return codes.map((code) => makeFinding(code, 'unknown', 'notLookedAt', dataOf(app.url)));
}
