import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { errorCatalogue } from '../../../../shared/errors.ts';
import { pickAppText, type AppText } from './app-text.ts';
import { framePage, pageStyle } from './page-frame.ts';

interface Link {
  readonly label: string;
  readonly href: string;
}

export interface AppPage {
  readonly status: number;
  readonly title: string;
  readonly sentence: string;
  /** A link to go on with, or a button that posts to the page's own address, with a way back instead. */
  readonly action?: Link | { readonly label: string; readonly back: Link };
  /** Further links, under the sentence. */
  readonly links?: readonly Link[];
  /** What a person can name to the admin; the log has the details under it. */
  readonly reference?: string | undefined;
  /** The link is followed by itself. */
  readonly goOn?: boolean;
}

const styleHash = createHash('sha256').update(pageStyle).digest('base64');

/** A page of Rollcall on an app's own host, in the language of its reader: everything in it, nothing from elsewhere. */
export function sendAppPage(reply: FastifyReply, write: (text: AppText['text']) => AppPage): FastifyReply {
  const appText = pickAppText(reply.request.headers['accept-language']);
  const page = write(appText.text);
  const { action } = page;
  const button =
    action === undefined
      ? ''
      : 'href' in action
        ? `<p><a class="action" href="${escape(action.href)}">${escape(action.label)}</a></p>`
        : `<form method="post"><button class="action">${escape(action.label)}</button></form>` +
          `<a class="back" href="${escape(action.back.href)}">${escape(action.back.label)}</a>`;
  const links = (page.links ?? [])
    .map(({ label, href }) => `<p><a class="back" href="${escape(href)}">${escape(label)}</a></p>`)
    .join('');
  const reference =
    page.reference === undefined
      ? ''
      : `<p class="soft">${appText.text.reference.replace('{{reference}}', `<code>${escape(page.reference)}</code>`)}</p>`;
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
      framePage(
        appText,
        escape(page.title),
        `<p>${escape(page.sentence)}</p>${links}${button}${reference}`,
        refresh,
      ),
    );
}

/** Codes that there is a sentence for on an app's host. */
export type AppRefusal = keyof AppText['text']['code'];

/** A refusal for a person, with the way back into the app. */
export function sendAppRefusal(
  reply: FastifyReply,
  code: AppRefusal,
  href: string,
  reference?: string,
): FastifyReply {
  return sendAppPage(reply, (text) => ({
    status: errorCatalogue[code].status,
    title: text.failed.title,
    sentence: text.code[code],
    action: { label: text.failed.action, href },
    reference,
  }));
}

function escape(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
