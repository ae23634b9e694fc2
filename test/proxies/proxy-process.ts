import { execFileSync, type ChildProcess } from 'node:child_process';

/** A reverse proxy that a test has started. */
export interface ProxyProcess {
  /** Folder of this process alone. */
  readonly dir: string;
  errors(): string;
  stop(): Promise<void>;
}

/** The app's own certificate, as its admin has one: `app.crt` and `app.key`. */
export function makeCertificate(dir: string, host: string): void {
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-days',
      '2',
      '-keyout',
      `${dir}/app.key`,
      '-out',
      `${dir}/app.crt`,
      '-subj',
      `/CN=${host}`,
      '-addext',
      `subjectAltName=IP:${host}`,
    ],
    { stdio: 'ignore' },
  );
}

export async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  // nginx may overhear one that comes while it starts its workers, until a further one wakes it.
  const again = setInterval(() => child.kill('SIGTERM'), 1000);
  await gone;
  clearInterval(again);
}
