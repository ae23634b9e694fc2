import text from './text/en.json' with { type: 'json' };

/** Pages that nginx must be able to show by itself, as one line between its single quotes. */
export const nginxPages = {
  unreachable: page(text.unreachable),
  forbidden: page(text.forbidden),
};

function page({ title, sentence, step }: { title: string; sentence: string; step: string }): string {
  const style =
    'body{font:1.125rem/1.6 system-ui,sans-serif;max-inline-size:34rem;margin:12vh auto;padding-inline:1.25rem}h1{font-size:1.6rem;line-height:1.25}';
  const html =
    `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
    `<meta name="color-scheme" content="light dark"><title>${title}</title><style>${style}</style>` +
    `<h1>${title}</h1><p>${sentence}</p><p>${step}</p></html>`;
  // In nginx a quote would end the text and a dollar would begin a variable.
  return html.replaceAll("'", '&#39;').replaceAll('$', '&#36;').replaceAll('\\', '&#92;');
}
