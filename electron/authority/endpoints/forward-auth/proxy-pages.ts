import { pickAppText } from './app-text.ts';
import { framePage } from './page-frame.ts';

const appText = pickAppText(undefined);

/**
 * Pages that a proxy must be able to show by itself, each as one line that can stand between single quotes in nginx
 * and between backticks in Caddy; in one language for all.
 */
export const proxyPages = {
  unreachable: page(appText.text.unreachable),
  forbidden: page(
    appText.text.forbidden,
    `<p><a class="back" href="/.rollcall/sign-out">${appText.text.forbidden.action}</a></p>`,
  ),
};

function page(
  { title, sentence, step }: { title: string; sentence: string; step: string },
  way = '',
): string {
  // A quote would end the text and a dollar begin a variable in nginx; a backtick would end it in Caddy.
  return framePage(appText, title, `<p>${sentence}</p><p>${step}</p>${way}`)
    .replaceAll("'", '&#39;')
    .replaceAll('`', '&#96;')
    .replaceAll('$', '&#36;')
    .replaceAll('\\', '&#92;');
}
