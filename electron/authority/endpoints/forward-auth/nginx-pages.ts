import { framePage } from './page-frame.ts';
import text from './text/en.json' with { type: 'json' };

/** Pages that nginx must be able to show by itself, as one line between its single quotes. */
export const nginxPages = {
  unreachable: page(text.unreachable),
  forbidden: page(text.forbidden),
};

function page({ title, sentence, step }: { title: string; sentence: string; step: string }): string {
  // In nginx a quote would end the text and a dollar would begin a variable.
  return framePage(title, `<p>${sentence}</p><p>${step}</p>`)
    .replaceAll("'", '&#39;')
    .replaceAll('$', '&#36;')
    .replaceAll('\\', '&#92;');
}
