/**
 * The look of the portal for pages on an app's host, in one piece, since they may load nothing. No quotes in it: nginx
 * keeps such a page between its own.
 */
export const pageStyle =
  ':root{color-scheme:light dark;--page:#f2f4f6;--card:#fff;--ink:#17212b;--line:#c6cfd8;--accent:#1f5f8b;--on:#fff}' +
  '@media(prefers-color-scheme:dark){:root{--page:#11171d;--card:#1a222b;--ink:#e9eef3;--line:#3b4856;--accent:#7fbce8;--on:#0b1a26}}' +
  '*{box-sizing:border-box}' +
  'body{margin:0;min-block-size:100vh;padding:1.25rem 1rem 2.5rem;background:var(--page);color:var(--ink);font:1.0625rem/1.55 system-ui,sans-serif;overflow-wrap:anywhere}' +
  'header,main{max-inline-size:27rem;margin-inline:auto}' +
  'header{display:flex;align-items:center;gap:.625rem;margin-block-end:1.25rem;font-weight:600}' +
  'svg{inline-size:2rem;block-size:2rem}rect{fill:var(--accent)}path{fill:none;stroke:var(--on);stroke-width:2.4;stroke-linecap:round;stroke-linejoin:round}' +
  'main{padding:1.5rem 1.25rem;background:var(--card);border:1px solid var(--line);border-radius:1rem}' +
  'h1{margin:0 0 1rem;font-size:1.625rem;line-height:1.2;text-wrap:balance}p{margin-block:0 1rem}' +
  'main>:last-child{margin-block-end:0}' +
  '.action{display:block;inline-size:100%;padding:.75rem 1rem;min-block-size:3rem;border:2px solid var(--accent);border-radius:.75rem;background:var(--accent);color:var(--on);font:inherit;font-weight:600;text-align:center;text-decoration:none;cursor:pointer}' +
  '.back{display:block;padding-block:.75rem;color:var(--accent);text-align:center}' +
  '.soft{margin-block-start:1rem;font-size:.9375rem}code{font-family:ui-monospace,monospace}' +
  ':focus-visible{outline:3px solid var(--ink);outline-offset:3px}';

/** A whole page around what stands under its title. Title and body are HTML. */
export function framePage(
  { lang, dir }: { readonly lang: string; readonly dir: 'ltr' | 'rtl' },
  title: string,
  body: string,
  head = '',
): string {
  return (
    `<!doctype html><html lang="${lang}" dir="${dir}"><head><meta charset="utf-8">${head}` +
    `<meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>` +
    `<style>${pageStyle}</style></head><body>` +
    '<header><svg viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="8"/>' +
    '<path d="M8 10.5l2 2 3.5-4M8 21l2 2 3.5-4M17 11h7M17 21.5h7"/></svg><span>Rollcall</span></header>' +
    `<main><h1>${title}</h1>${body}</main></body></html>`
  );
}
