import type { Snippet } from '../../../../shared/model/app.ts';
import type { App } from '../../records/apps/apps.ts';
import { caddySnippet } from './caddy-snippet.ts';
import { nginxSnippet } from './nginx-snippet.ts';
import { traefikSnippet } from './traefik-snippet.ts';

/**
 * Finished configuration of an app, one for each way it can be set up.
 *
 * @param secret `ID.KEY`
 * @param origin of the authority, as the proxy reaches it
 */
export function renderSnippets(app: App, secret: string, origin: string): Snippet[] {
  if (app.kind !== 'forward-auth') return [];
  const caIn = (folder: string): string => `/etc/${folder}/rollcall-ca.pem`;
  const options = { app, secret, origin: new URL(origin).origin };
  return [
    { id: 'nginx', text: nginxSnippet({ ...options, caPemPath: caIn('nginx') }) },
    { id: 'caddy', text: caddySnippet({ ...options, caPemPath: caIn('caddy') }) },
    { id: 'traefik', text: traefikSnippet({ ...options, caPemPath: caIn('traefik') }) },
  ];
}
