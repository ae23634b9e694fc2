import { foreignIdentityHeaders } from '../foreign-identity-headers.ts';
import { noIdentity } from '../identity-headers.ts';
import { proxyPages } from './proxy-pages.ts';
import { authorityName, caComment, commentName, partMark, type SnippetOptions } from './snippet-options.ts';

const identityHeaders = Object.keys(noIdentity);

/** Runs of foreign cookies between Rollcall's that are told apart; one more, and the app gets no cookie at all. */
const cookieRuns = 6;

/**
 * The finished configuration of nginx for one app: what to put where, with the addresses of this install. Part 1 is
 * the same for all apps. Works with nginx 1.19.3 and later.
 */
export function nginxSnippet(options: SnippetOptions): string {
  const { app } = options;
  const file = `rollcall-${app.id}.conf`;
  return `# Rollcall in front of "${commentName(app)}" (${app.url}), by nginx
#
${caComment(options)}
# After: nginx -t && systemctl reload nginx
# The app itself must be reachable through nginx only: let it listen on 127.0.0.1, or close its port to the LAN.
# This text holds the secret of the app: keep the files readable by root only (chmod 600).

${partMark(1, `/etc/nginx/conf.d/rollcall.conf   (the same for all apps of this Rollcall)`)}

${httpPart(options.origin)}

${partMark(2, `/etc/nginx/snippets/${file}`)}
# In the server { } block of ${app.url}, the one with "listen" ${app.plainHttp ? '' : 'and "ssl_certificate" '}of this app, write
#   include snippets/${file};
# and take its own "location /" out: it is below.

${serverPart(options)}
`;
}

function httpPart(origin: string): string {
  const { hostname, port } = new URL(origin);
  // Cookies ignore ports, so a browser sends this app what belongs to the portal and to other apps of the address.
  const own = '(?:__Host-rollcall|rollcall-)[^;]*';
  const steps = Array.from({ length: cookieRuns }, (_, n) => {
    const from = n === 0 ? '$http_cookie' : `$rollcall_cookie_${String(n)}`;
    const to = `$rollcall_cookie_${String(n + 1)}`;
    return `map ${from} ${to} {
    default ${from};
    "~*^\\s*(?:${own}(?:;\\s*|$))+(?<rollcall_tail>.*)$" $rollcall_tail;
    "~*^(?<rollcall_head>.*?)(?:;\\s*${own})+(?<rollcall_rest>.*)$" $rollcall_head$rollcall_rest;
}`;
  });
  const last = `$rollcall_cookie_${String(cookieRuns)}`;
  return `upstream rollcall_authority {
    server ${hostname}:${port === '' ? '443' : port};
    keepalive 32;
    keepalive_timeout 30s;
}

# Cookies for the app: all but Rollcall's. What cannot be taken apart leaves nothing.
${steps.join('\n')}
map ${last} $rollcall_cookie {
    default ${last};
    "~*(?:^|;)\\s*${own}" "";
}

# Authorization for the app: its own, never a token of Rollcall.
map $http_authorization $rollcall_authorization {
    default $http_authorization;
    "~*(?<![\\w-])rc[sa]_[\\w-]+" "";
}

map $http_upgrade $rollcall_connection {
    default upgrade;
    '' '';
}`;
}

function serverPart({ app, secret, origin, caPemPath }: SnippetOptions): string {
  const toAuthority = `auth_request off;
    proxy_http_version 1.1;
    proxy_set_header Connection "";
    proxy_set_header Host "${new URL(origin).host}";
    proxy_set_header Rollcall-App "${secret}";
    proxy_set_header X-Forwarded-Method $request_method;
    proxy_set_header X-Forwarded-Proto $scheme;
    proxy_set_header X-Forwarded-Host $http_host;
    proxy_set_header X-Forwarded-Uri $request_uri;
    proxy_set_header X-Forwarded-For $remote_addr;
    proxy_ssl_verify on;
    proxy_ssl_trusted_certificate ${caPemPath};
    proxy_ssl_name ${authorityName};
    proxy_ssl_server_name on;
    proxy_connect_timeout 3s;
    proxy_read_timeout 10s;
    proxy_redirect off;
    proxy_intercept_errors off;
    error_page 502 504 = @rollcall_unreachable;`;
  const withoutBody = `proxy_method GET;
    proxy_pass_request_headers off;
    proxy_pass_request_body off;
    proxy_set_header Content-Length "";
    client_max_body_size 0;
    proxy_set_header Cookie $http_cookie;`;
  const underscored = [...identityHeaders, ...foreignIdentityHeaders].map((name) =>
    name.replaceAll('-', '_'),
  );
  const cleared = [...foreignIdentityHeaders, ...underscored];
  // A cookie named __Host-… without Secure is refused by browsers, and so is a Secure one over plain HTTP.
  const foreignCookies = app.plainHttp
    ? 'proxy_cookie_flags ~^rollcall- secure;'
    : 'proxy_cookie_flags ~^__Host-rollcall nosecure;';
  return `# Headers with an underscore pass as identity headers in many apps: nginx drops them, if this is not turned on
# anywhere. It is read from the first server of the port: where that is another one, it must not say "on" either.
underscores_in_headers off;
ignore_invalid_headers on;

# Every request is asked about, in every location of this server.
auth_request /.rollcall/verify;
auth_request_set $rollcall_user $upstream_http_remote_user;
auth_request_set $rollcall_name $upstream_http_remote_name;
auth_request_set $rollcall_email $upstream_http_remote_email;
auth_request_set $rollcall_groups $upstream_http_remote_groups;
auth_request_set $rollcall_reason $upstream_http_rollcall_reason;
error_page 401 = @rollcall_sign_in;
error_page 403 = @rollcall_forbidden;
error_page 500 = @rollcall_unreachable;
recursive_error_pages on;

location = /.rollcall/verify {
    internal;
    proxy_pass https://rollcall_authority/auth/verify;
    ${withoutBody}
    proxy_set_header Authorization $http_authorization;
    # A socket is opened by the app's own pages only.
    proxy_set_header Origin $http_origin;
    proxy_set_header X-Forwarded-Upgrade $http_upgrade;
    ${toAuthority}
}

# A page goes to sign-in and comes back to this very address; a script gets 401 with the reason.
location @rollcall_sign_in {
    rewrite ^ /.rollcall/start? break;
    proxy_pass https://rollcall_authority;
    ${withoutBody}
    proxy_set_header Authorization $http_authorization;
    proxy_set_header Accept $http_accept;
    proxy_set_header Accept-Language $http_accept_language;
    proxy_set_header X-Requested-With $http_x_requested_with;
    proxy_set_header Sec-Fetch-Mode $http_sec_fetch_mode;
    proxy_set_header Referer $http_referer;
    ${toAuthority}
}

location ^~ /.rollcall/ {
    proxy_pass https://rollcall_authority;
    ${toAuthority}
}

location @rollcall_forbidden {
    auth_request off;
    # Not Rollcall's answer: nginx's own.
    if ($rollcall_reason = '') { return 403; }
    default_type "text/html; charset=utf-8";
    add_header Cache-Control no-store always;
    add_header Rollcall-Reason $rollcall_reason always;
    return 403 '${proxyPages.forbidden}';
}

location @rollcall_unreachable {
    auth_request off;
    default_type "text/html; charset=utf-8";
    add_header Cache-Control no-store always;
    add_header Retry-After 10 always;
    return 503 '${proxyPages.unreachable}';
}

# The app. Locations of your own that pass requests on need all these lines as well.
location / {
    proxy_pass ${app.upstream};
    proxy_http_version 1.1;${upstreamTls(app)}
    proxy_set_header Host $http_host;
    proxy_set_header X-Forwarded-Proto $scheme;
    proxy_set_header X-Forwarded-Host $http_host;
    proxy_set_header X-Forwarded-For $remote_addr;
    proxy_set_header Upgrade $http_upgrade;
    proxy_set_header Connection $rollcall_connection;

    # Who it is: from Rollcall or nobody, never from the client.
    proxy_set_header Remote-User $rollcall_user;
    proxy_set_header Remote-Name $rollcall_name;
    proxy_set_header Remote-Email $rollcall_email;
    proxy_set_header Remote-Groups $rollcall_groups;
${cleared.map((name) => `    proxy_set_header ${name} "";`).join('\n')}

    # Rollcall's secrets stay out of the app, and the app cannot set them.
    proxy_set_header Cookie $rollcall_cookie;
    proxy_set_header Authorization ${app.foreignAuthorization === 'pass' ? '$rollcall_authorization' : '""'};
    ${foreignCookies}

    # Uploads go straight through; the app has its own limit for them.
    client_max_body_size 0;
    proxy_request_buffering off;
    proxy_read_timeout 300s;
    proxy_intercept_errors off;
}`;
}

/** With an app behind HTTPS. nginx compares the name only, so a certificate for a bare address cannot be verified. */
function upstreamTls(app: SnippetOptions['app']): string {
  if (!app.upstream.startsWith('https:')) return '';
  const lines =
    app.upstreamCertificate === 'any'
      ? ['proxy_ssl_verify off;']
      : [
          'proxy_ssl_verify on;',
          'proxy_ssl_trusted_certificate /etc/ssl/certs/ca-certificates.crt;',
          `proxy_ssl_name ${new URL(app.upstream).hostname};`,
        ];
  return ['', ...lines, 'proxy_ssl_server_name on;'].join('\n    ');
}
