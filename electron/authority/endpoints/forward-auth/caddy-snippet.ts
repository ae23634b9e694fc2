import { foreignIdentityFamilies, foreignIdentityHeaders } from '../foreign-identity-headers.ts';
import { noIdentity } from '../identity-headers.ts';
import { proxyPages } from './proxy-pages.ts';
import { authorityName, caComment, commentName, partMark, type SnippetOptions } from './snippet-options.ts';

/** Names of Rollcall's cookies begin with these, in any case. */
const ownCookie = '(__Host-rollcall|rollcall-)';

/**
 * The finished configuration of Caddy for one app: what to put where, with the addresses of this install. Works with
 * Caddy 2.6 and later.
 */
export function caddySnippet(options: SnippetOptions): string {
  const { app } = options;
  const file = `rollcall-${app.id}.caddy`;
  return `# Rollcall in front of "${commentName(app)}" (${app.url}), by Caddy
#
${caComment(options)}
# After: caddy validate --config /etc/caddy/Caddyfile && systemctl reload caddy
# The app itself must be reachable through Caddy only: let it listen on 127.0.0.1, or close its port to the LAN.
# This text holds the secret of the app: let nobody but root and the user "caddy" read the files
# (chown root:caddy, chmod 640).

${partMark(1, `/etc/caddy/Caddyfile`)}
# Another certificate than Caddy's own: write  tls CERTIFICATE.pem KEY.pem  in the place of  tls internal
# Where there is a block of this address already: take its own "reverse_proxy" out, and write only the line "import".

${app.url} {
${app.plainHttp ? '' : '\ttls internal\n'}\timport ${file}
}

${partMark(2, `/etc/caddy/${file}`)}

${siteLines(options)}
`;
}

function siteLines({ app, secret, origin, caPemPath }: SnippetOptions): string {
  const toAuthority = `header_up Host "${new URL(origin).host}"
		header_up Rollcall-App "${secret}"
		transport http {
			tls_trusted_ca_certs ${caPemPath}
			tls_server_name ${authorityName}
			dial_timeout 3s
			response_header_timeout 10s
		}`;
  return `# In this very order.
route {
	# What a client says of itself is nobody's identity, whatever way the name is written.
${clearedPatterns()
  .map((pattern) => `	request_header -${pattern}`)
  .join('\n')}

	# A client names headers in "Connection" to have them dropped on the way: not those that follow here.
	@rollcall_upgrade header Upgrade *
	@rollcall_no_upgrade not header Upgrade *
	request_header @rollcall_upgrade Connection Upgrade
	request_header @rollcall_no_upgrade -Connection

	# Who does not answer, should one not answer: Rollcall.
	vars rollcall_step check

	reverse_proxy /.rollcall/* ${origin} {
		header_up X-Forwarded-Method {method}
		header_up X-Forwarded-Uri {uri}
		${toAuthority}
	}

	# Every request is asked about. A page goes to sign-in and comes back to this very address; a script gets 401 with
	# the reason.
	forward_auth ${origin} {
		uri /auth/verify?proxy=caddy
		copy_headers ${Object.keys(noIdentity).join(' ')}
		# A socket is opened by the app's own pages only.
		header_up X-Forwarded-Upgrade {http.request.header.Upgrade}
		header_up -Connection
		header_up -Upgrade
		${toAuthority}
	}

	vars rollcall_step app

	# Rollcall's secrets stay out of the app. ($9 is nothing: there is no ninth group.)
	request_header Cookie "(?i)(^|;)\\s*${ownCookie}[^;]*" "$9"
	request_header Cookie "^[;\\s]+" "$9"
	@rollcall_no_cookie header_regexp Cookie ^$
	request_header @rollcall_no_cookie -Cookie
${authorizationLines(app)}

	# The app. Further "reverse_proxy" of your own belong here, below all that is above.
	reverse_proxy ${app.upstream} {
		# And the app cannot set them.
		header_down Set-Cookie "(?i)^[\\s=]*${ownCookie}.*" "$9"${upstreamTls(app)}
	}
}

handle_errors {
	@rollcall_unreachable vars rollcall_step check
	header @rollcall_unreachable {
		Content-Type "text/html; charset=utf-8"
		Cache-Control no-store
		Retry-After 10
	}
	respond @rollcall_unreachable \`${proxyPages.unreachable}\` 503
}`;
}

/**
 * Caddy takes names with any sign between their words, and so do some apps: words that only such headers have, and
 * where there is no such word, its neighbours with each sign that a framework is known to read as a hyphen.
 */
function clearedPatterns(): string[] {
  const words = [...Object.keys(noIdentity), ...foreignIdentityHeaders].map((name) => {
    const [first = '', second = '', third = ''] = name.split('-');
    if (foreignIdentityFamilies.some((family) => name.startsWith(family))) return [];
    if (first === 'Remote' || first === 'Rollcall') return [`*${first}*`];
    if (ownWords.has(second)) return [`*${second}*`];
    return second === 'Auth' ? everySign(`${second}-${third}`).map((part) => `*${part}*`) : everySign(name);
  });
  const families = foreignIdentityFamilies.flatMap((name) =>
    everySign(name.replace(/^X-/, '')).map((part) => `*${part}*`),
  );
  return [...new Set([...words.flat(), ...families])];
}

/** Words that no other header has. */
const ownWords: ReadonlySet<string> = new Set(['Remote', 'Forwarded', 'WebAuth', 'ProxyUser']);

function everySign(name: string): string[] {
  return [...new Set(['-', '_', '.'].map((sign) => name.replaceAll('-', sign)))];
}

function authorizationLines(app: SnippetOptions['app']): string {
  return app.foreignAuthorization === 'refuse'
    ? '	request_header -Authorization'
    : `	@rollcall_token header_regexp Authorization "(?i)(^|[^\\w-])rc[sa]_[\\w-]+"
	request_header @rollcall_token -Authorization`;
}

/** With an app behind HTTPS whose certificate nobody vouches for. */
function upstreamTls(app: SnippetOptions['app']): string {
  return app.upstream.startsWith('https:') && app.upstreamCertificate === 'any'
    ? `
		transport http {
			tls_insecure_skip_verify
		}`
    : '';
}
