import { foreignIdentityHeaders } from '../foreign-identity-headers.ts';
import { noIdentity } from '../identity-headers.ts';
import { authorityName, caComment, commentName, partMark, type SnippetOptions } from './snippet-options.ts';

/**
 * The finished dynamic configuration of Traefik for one app. Written by Traefik's documentation of version 3, and
 * tested only by the requests that it describes: Traefik itself was not run with it.
 */
export function traefikSnippet(options: SnippetOptions): string {
  const { app } = options;
  const file = `rollcall-${app.id}.yml`;
  return `# Rollcall in front of "${commentName(app)}" (${app.url}), by Traefik
#
# NOT TRIED with a running Traefik: written by its documentation (version 3), and tested with the requests which that
# describes. Try it before you rely on it: "Check" in Rollcall's list of apps does that.
# What Traefik cannot hold: its middlewares cannot take single cookies out. The app gets Rollcall's cookies with every
# request (those of other apps on the same address and of the portal too, should it be the same name or address), and
# can set cookies of their names. Put only apps behind it that you trust as much as Rollcall itself, or use nginx, Caddy
# or Rollcall's own gateway.
#
${caComment(options)}
# Traefik reads the folder when its static configuration says:  providers: { file: { directory: /etc/traefik/dynamic } }
# The app itself must be reachable through Traefik only: let it listen on 127.0.0.1, or close its port to the LAN.
# This text holds the secret of the app: keep the file readable by root only (chmod 600).

${partMark(1, `/etc/traefik/dynamic/${file}`)}

${dynamicConfiguration(options)}
`;
}

function dynamicConfiguration({ app, secret, origin, caPemPath }: SnippetOptions): string {
  const { hostname } = new URL(app.url);
  const own = `rollcall-${app.id}`;
  const secure = !app.plainHttp;
  const host = `Host(\`${hostname}\`)`;
  const router = (name: string, rule: string, middlewares: readonly string[], service: string): string =>
    `    ${name}:
      rule: "${rule}"
      # As your static configuration names the entry point of ${new URL(app.url).host}.
      entryPoints: [${secure ? 'websecure' : 'web'}]
      middlewares: [${middlewares.join(', ')}]
      service: ${service}${secure ? '\n      tls: {}' : ''}`;
  const remove = (names: readonly string[]): string =>
    names.map((name) => `          ${name}: ""`).join('\n');

  return `http:
  routers:
${router(`${own}-pages`, `${host} && PathPrefix(\`/.rollcall/\`)`, [`${own}-ask`], `${own}-authority`)}
${router(own, host, [`${own}-ask`, `${own}-verify`, `${own}-hide`], own)}

  middlewares:
    # What a client says of itself is nobody's identity; and which app this is.
    ${own}-ask:
      headers:
        customRequestHeaders:
${remove(everySpelling([...Object.keys(noIdentity), ...foreignIdentityHeaders]))}
${remove(['X-Forwarded-Method', 'X-Forwarded-Uri'])}
          Rollcall-App: "${secret}"
    # Every request is asked about. A page goes to sign-in and comes back to this very address; a script gets 401 with
    # the reason.
    ${own}-verify:
      forwardAuth:
        address: "${origin}/auth/verify?proxy=traefik"
        # Never what the client says of its own address.
        trustForwardHeader: false
        authResponseHeaders: [${Object.keys(noIdentity).join(', ')}]
        tls:
          ca: ${caPemPath}
    # The secret of the app is not for the app${app.foreignAuthorization === 'refuse' ? ', and neither is Authorization' : ''}.
    ${own}-hide:
      headers:
        customRequestHeaders:
${remove(['Rollcall-App', ...(app.foreignAuthorization === 'refuse' ? ['Authorization'] : [])])}

  services:
    ${own}-authority:
      loadBalancer:
        # Rollcall answers under its own name only.
        passHostHeader: false
        serversTransport: ${own}-authority
        servers:
          - url: "${origin}"
    ${own}:
      loadBalancer:${app.upstream.startsWith('https:') && app.upstreamCertificate === 'any' ? `\n        serversTransport: ${own}` : ''}
        servers:
          - url: "${app.upstream}"

  serversTransports:
    ${own}-authority:
      serverName: ${authorityName}
      rootCAs: [${caPemPath}]${
        app.upstream.startsWith('https:') && app.upstreamCertificate === 'any'
          ? `\n    ${own}:\n      insecureSkipVerify: true`
          : ''
      }`;
}

/** Traefik removes a header by its name: with each of its hyphens as it is and as an underscore. */
function everySpelling(names: readonly string[]): string[] {
  const spell = (words: readonly string[]): string[] => {
    const [first = '', ...rest] = words;
    return rest.length === 0 ? [first] : spell(rest).flatMap((end) => [`${first}-${end}`, `${first}_${end}`]);
  };
  return names.flatMap((name) => (name === 'Rollcall-App' ? ['Rollcall_App'] : spell(name.split('-'))));
}
