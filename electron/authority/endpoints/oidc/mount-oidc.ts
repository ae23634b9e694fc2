import type {} from '@fastify/cookie';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Provider } from 'oidc-provider';
import { refuse, type Refusal } from '../../../../shared/errors.ts';
import type { EdgeDependencies } from '../edge-dependencies.ts';
import { cookieAttributes, ensurePreSession, preSessionCookie } from '../form-binding.ts';
import { remoteAddress } from '../remote-address.ts';
import { openExchange } from './exchange.ts';
import { createKeptForms, type KeptForms } from './kept-forms.ts';
import type { OidcPages } from './oidc-pages.ts';
import { makeProvider } from './provider.ts';

const prefix = '/oidc';
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;
/** Where browsers come with their cookies. */
const forPeople = ['/auth', '/session/end'] as const;
/** In the place of what a form has sent there. */
const formKey = 'rollcall_form';

type Handle = ReturnType<Provider['callback']>;

/**
 * Everything under `/oidc/` that is not a page of the portal. The host is known by then, and the security headers are on
 * the reply.
 *
 * @param sendRefusal as page or JSON, as the client wants it
 */
export function mountOidc(
  app: FastifyInstance,
  edge: EdgeDependencies,
  pages: OidcPages,
  sendRefusal: (request: FastifyRequest, reply: FastifyReply, refusal: Refusal) => FastifyReply,
): void {
  const findHandle = makeHandleFinder(edge, pages);
  const forms = createKeptForms(edge);
  app.route({
    method: [...methods],
    url: `${prefix}/*`,
    // Before the body is read: that is the library's to do.
    onRequest: async (request, reply) => {
      const found = await findHandle();
      if (!found.ok) return sendRefusal(request, reply, found);
      const path = request.url.slice(prefix.length);
      const place = findPlace(edge, request, path);
      if (!place.ok) return sendRefusal(request, reply, place);
      if (place.elsewhere !== undefined) return reply.redirect(place.elsewhere, 302);
      const whole = withForm(forms, request, path);
      if (!whole.ok) return sendRefusal(request, reply, whole);
      return handle(found.handle, request, reply, whole.path);
    },
    handler: (_request, reply) => reply,
  });
  // A form from another site comes without the portal's cookie; the browser brings it along when it comes again by a link.
  for (const path of forPeople) {
    app.route({
      method: 'POST',
      url: prefix + path,
      handler: (request, reply) => {
        const body = request.body;
        if (typeof body !== 'object' || body === null)
          return sendRefusal(request, reply, refuse('input_invalid'));
        const query = new URLSearchParams();
        for (const [name, value] of Object.entries(body)) {
          for (const one of [value].flat()) query.append(name, String(one));
        }
        const key = forms.keep(query, remoteAddress(request));
        return reply.redirect(`${prefix}${path}?${formKey}=${key}`, 303);
      },
    });
  }
}

/** The provider for the issuer and keys of now; another one as soon as either changes. */
function makeHandleFinder(
  edge: EdgeDependencies,
  pages: OidcPages,
): () => Promise<{ ok: true; handle: Handle } | Refusal> {
  let made: { readonly issuer: string; readonly handle: Handle } | undefined;
  edge.signingKeys.onChanged(() => {
    made = undefined;
  });
  return async () => {
    const { issuer } = edge.settings.current().oidc;
    if (made?.issuer === issuer) return { ok: true, handle: made.handle };
    if (issuer === '') return refuse('not_found');
    const keys = await edge.signingKeys.jwks();
    if (!keys.ok) return keys;
    const handle = makeProvider(edge, pages, issuer, keys.jwks).callback();
    made = { issuer, handle };
    return { ok: true, handle };
  };
}

/** People are signed in under one name of this Rollcall: the issuer's, where the library sends them on the way. */
function findPlace(
  edge: EdgeDependencies,
  request: FastifyRequest,
  path: string,
): { ok: true; elsewhere?: string } | Refusal<'oidc_issuer_lost'> {
  const name = path.split('?')[0];
  if (request.method !== 'GET' || !forPeople.some((one) => one === name)) return { ok: true };
  const { origin, host } = new URL(edge.settings.current().oidc.issuer);
  if (!edge.network.hosts().has(host)) return refuse('oidc_issuer_lost');
  return request.headers.host?.toLowerCase() === host
    ? { ok: true }
    : { ok: true, elsewhere: `${origin}${prefix}${path}` };
}

/** The path with what a form has sent there before, if it was one. */
function withForm(
  forms: KeptForms,
  request: FastifyRequest,
  path: string,
): { ok: true; path: string } | Refusal<'ticket_invalid'> {
  const [name = '', query] = path.split('?');
  const key = new URLSearchParams(query).get(formKey);
  if (key === null || request.method !== 'GET' || !forPeople.some((one) => one === name))
    return { ok: true, path };
  const fields = forms.take(key);
  return fields === undefined ? refuse('ticket_invalid') : { ok: true, path: `${name}?${fields}` };
}

async function handle(
  callback: Handle,
  request: FastifyRequest,
  reply: FastifyReply,
  path: string,
): Promise<FastifyReply | undefined> {
  const { raw } = request;
  const isNew = request.cookies[preSessionCookie] === undefined;
  if (forPeople.some((one) => path.startsWith(one))) {
    const secret = ensurePreSession(request, reply);
    if (isNew) {
      const line = request.server.serializeCookie(preSessionCookie, secret, cookieAttributes);
      reply.raw.setHeader('Set-Cookie', line);
    }
  }
  const exchange = openExchange(request, reply);
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) reply.raw.setHeader(name, value);
  // The library finds out where it is mounted by the difference.
  const { url } = raw;
  Object.assign(raw, { originalUrl: url, url: path });
  try {
    await callback(raw, reply.raw);
  } finally {
    raw.url = url ?? '';
  }
  if (exchange.page) return exchange.page();
  reply.hijack();
  return undefined;
}
