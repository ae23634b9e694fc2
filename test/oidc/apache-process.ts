import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { KeyAndCertificate } from '../../electron/authority/base/tls/create-certificates.ts';

export interface ApacheProcess {
  /** What it and its module have written into the error log. */
  log(): string;
  stop(): Promise<void>;
}

const modules = [
  'mpm_event',
  'authn_core',
  'authz_core',
  'authz_user',
  'mime',
  'include',
  'ssl',
  'socache_shmcb',
];

/**
 * A real Apache of its own with Debian's mod_auth_openidc, in the foreground: `/secret.shtml` is for those who are signed
 * in and shows whom the module takes them for; the rest is for everybody.
 */
export async function startApache(options: {
  readonly listen: { readonly host: string; readonly port: number };
  readonly certificate: KeyAndCertificate;
  /** PEM of the CA of the install, as its admin downloads it. */
  readonly caPem: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where its sessions are kept: another run with the same folder goes on with them. */
  readonly sessionsDir: string;
}): Promise<ApacheProcess> {
  const { listen, certificate } = options;
  const dir = mkdtempSync(path.join(tmpdir(), 'rollcall-apache-'));
  const write = (name: string, text: string): void => writeFileSync(path.join(dir, name), text);
  write('ca.pem', options.caPem);
  write('app.crt', certificate.certPem);
  write('app.key', certificate.keyPem);
  mkdirSync(path.join(dir, 'www'), { mode: 0o755 });
  write('www/secret.shtml', 'Signed in: <b><!--#echo var="REMOTE_USER" --></b>\n');
  write(
    'apache.conf',
    `ServerRoot ${dir}
ServerName ${listen.host}
PidFile ${dir}/apache.pid
Listen ${listen.host}:${String(listen.port)} https
ErrorLog ${dir}/error.log
LogLevel warn auth_openidc:info
StartServers 1
${modules.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join('\n')}
LoadModule auth_openidc_module /usr/lib/apache2/modules/mod_auth_openidc.so
${process.getuid?.() === 0 ? 'User www-data\nGroup www-data' : ''}
TypesConfig /etc/mime.types
AddType text/html .shtml
AddOutputFilter INCLUDES .shtml
DocumentRoot ${dir}/www
SSLEngine on
SSLCertificateFile ${dir}/app.crt
SSLCertificateKeyFile ${dir}/app.key

OIDCProviderMetadataURL ${options.issuer}/.well-known/openid-configuration
OIDCSSLValidateServer On
OIDCCABundlePath ${dir}/ca.pem
OIDCClientID ${options.clientId}
OIDCClientSecret ${options.clientSecret}
OIDCRedirectURI https://${listen.host}:${String(listen.port)}/oidc-callback
OIDCCryptoPassphrase only-for-this-test
OIDCCacheType file
OIDCCacheDir ${options.sessionsDir}
OIDCPKCEMethod S256
OIDCScope "openid profile email groups"
OIDCRemoteUserClaim preferred_username

<Directory ${dir}/www>
  Options +Includes
  Require all granted
</Directory>
<Location /secret.shtml>
  AuthType openid-connect
  Require valid-user
</Location>
<Location /oidc-callback>
  AuthType openid-connect
  Require valid-user
</Location>
`,
  );
  // Its workers run under another account.
  chmodSync(dir, 0o755);
  const child = spawn('/usr/sbin/apache2', ['-D', 'FOREGROUND', '-f', `${dir}/apache.conf`], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const logPath = path.join(dir, 'error.log');
  const log = (): string => errors + (existsSync(logPath) ? readFileSync(logPath, 'utf8') : '');
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await gone;
    }
    rmSync(dir, { recursive: true, force: true });
  };
  const deadline = Date.now() + 10_000;
  while (!existsSync(path.join(dir, 'apache.pid'))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      const said = log();
      await stop();
      throw new Error(`Apache did not start:\n${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return { log, stop };
}
