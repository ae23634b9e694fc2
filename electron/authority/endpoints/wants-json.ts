import type { IncomingHttpHeaders } from 'node:http';

/** A script asks, not a page: it gets a JSON answer where a person would get a page or a redirect. */
export function wantsJson(request: { readonly headers: IncomingHttpHeaders }): boolean {
  if (request.headers['x-requested-with'] !== undefined) return true;
  const accept = request.headers.accept ?? '';
  const json = qualityOf(accept, /^application\/(?:[a-z.-]+\+)?json$/);
  return json > 0 && json >= qualityOf(accept, /^text\/html$/);
}

/** The `q` of the first range of an Accept header that names the type itself; 0 when none does. */
function qualityOf(accept: string, type: RegExp): number {
  for (const range of accept.toLowerCase().split(',', 32)) {
    const [name = '', ...parameters] = range.split(';').map((part) => part.trim());
    if (!type.test(name)) continue;
    const q = parameters.find((parameter) => parameter.startsWith('q='));
    return q === undefined ? 1 : Number(q.slice(2)) || 0;
  }
  return 0;
}
