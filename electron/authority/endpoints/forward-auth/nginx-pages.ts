import { pickAppText } from './app-text.ts';
import { framePage } from './page-frame.ts';

const appText = pickAppText(undefined);

/** Pages that nginx must be able to show by itself, as one line between its single quotes; in one language for all. */
export const nginxPages = {
  unreachable: page(appText.text.unreachable),
  forbidden: page(appText.text.forbidden),
};

function page({ title, sentence, step }: { title: string; sentence: string; step: string }): string {
  // In nginx a quote would end the text and a dollar would begin a variable.
  return framePage(appText, title, `<p>${sentence}</p><p>${step}</p>`)
    .replaceAll("'", '&#39;')
    .replaceAll('$', '&#36;')
    .replaceAll('\\', '&#92;');
}
