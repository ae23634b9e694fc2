import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import type { ErrorCode } from '../../../../shared/errors.ts';
import { errorCatalogue } from '../../../../shared/errors.ts';
import text from './text/en.json' with { type: 'json' };

export interface AppPage {
  readonly status: number;
  readonly title: string;
  readonly sentence: string;
  /** A link to go on with, or a button that posts to the page's own address. */
  readonly action?:
    { readonly label: string; readonly href: string } | { readonly label: string; readonly post: true };
  /** The link is followed by itself. */
  readonly goOn?: boolean;
}

const style = `:root{color-scheme:light dark;--ink:#1b1f24;--paper:#fbfbfa;--accent:#0b5cad;--on-accent:#fff}
@media(prefers-color-scheme:dark){:root{--ink:#e8eaed;--paper:#16181b;--accent:#8ab8f0;--on-accent:#10151c}}
body{margin:0;background:var(--paper);color:var(--ink);font:1.125rem/1.6 system-ui,sans-serif}
main{max-inline-size:34rem;margin:12vh auto 2rem;padding-inline:1.25rem;overflow-wrap:anywhere}
h1{font-size:1.6rem;line-height:1.25;margin-block:0 .75rem}
p{margin-block:0 1.5rem}
.action{display:inline-block;box-sizing:border-box;font:inherit;font-weight:600;padding:.75rem 1.5rem;min-block-size:3rem;border:2px solid var(--accent);border-radius:.5rem;background:var(--accent);color:var(--on-accent);text-decoration:none;cursor:pointer}
.action:focus-visible{outline:3px solid var(--ink);outline-offset:3px}`;
const styleHash = createHash('sha256').update(style).digest('base64');

/** A page of Rollcall on an app's own host: everything in it, nothing from elsewhere. */
export function sendAppPage(reply: FastifyReply, page: AppPage): FastifyReply {
  const { action } = page;
  const button =
    action === undefined
      ? ''
      : 'href' in action
        ? `<p><a class="action" href="${escape(action.href)}">${escape(action.label)}</a></p>`
        : `<form method="post"><button class="action">${escape(action.label)}</button></form>`;
  const refresh =
    page.goOn && action && 'href' in action
      ? `<meta http-equiv="refresh" content="0; url=${escape(action.href)}">`
      : '';
  return reply
    .code(page.status)
    .type('text/html; charset=utf-8')
    .header('Cache-Control', 'no-store')
    .header(
      'Content-Security-Policy',
      `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
    )
    .send(
      `<!doctype html><html lang="en"><head><meta charset="utf-8">${refresh}` +
        `<meta name="viewport" content="width=device-width, initial-scale=1"><title>${escape(page.title)}</title>` +
        `<style>${style}</style></head><body><main><h1>${escape(page.title)}</h1>` +
        `<p>${escape(page.sentence)}</p>${button}</main></body></html>`,
    );
}

/** A refusal for a person, with the way back into the app. */
export function sendAppRefusal(reply: FastifyReply, code: ErrorCode, href: string): FastifyReply {
  const { status, sentence } = errorCatalogue[code];
  return sendAppPage(reply, {
    status,
    title: text.failed.title,
    sentence,
    action: { label: text.failed.action, href },
  });
}

function escape(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
