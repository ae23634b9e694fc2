import type { Snippet } from '../../../../shared/model/app.ts';
import type { App } from '../../records/apps/apps.ts';
import { nginxSnippet } from './nginx-snippet.ts';

/**
 * Finished configuration of an app, one for each way it can be set up.
 *
 * @param secret `ID.KEY`
 * @param origin of the authority, as the proxy reaches it
 */
export function renderSnippets(app: App, secret: string, origin: string): Snippet[] {
  const { hostname, port } = new URL(origin);
  const authority = { host: hostname, port: Number(port) || 443, origin };
  const text = nginxSnippet({ app, secret, authority, caPemPath: '/etc/nginx/rollcall-ca.pem' });
  return app.kind === 'forward-auth' ? [{ id: 'nginx', text }] : [];
}
