import { errorCatalogue } from '../../../shared/errors.ts';
import { openAuthority, type AuthorityOptions } from '../authority.ts';
import { describeFacts } from './describe-facts.ts';

export interface ServeOptions extends Omit<AuthorityOptions, 'holder'> {
  /** One line of JSON on standard output when it listens, instead of sentences. */
  readonly json: boolean;
}

/**
 * Runs the authority under plain Node until a signal ends it.
 * @returns the exit code
 */
export async function serve(options: ServeOptions): Promise<number> {
  process.umask(0o077);
  const opened = await openAuthority({ ...options, holder: `rollcall serve (pid ${String(process.pid)})` });
  if (!opened.ok) {
    const { code } = opened;
    if (options.json) process.stdout.write(`${JSON.stringify({ ready: false, code, ...opened.data })}\n`);
    process.stderr.write(
      `${code}: ${errorCatalogue[code].sentence}${opened.data ? `\n${describeFacts(opened.data)}` : ''}\n`,
    );
    return 1;
  }
  const { authority } = opened;
  const addresses = authority.addresses();
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ ready: true, ...addresses, pid: process.pid })}\n`);
  } else {
    process.stdout.write(
      [
        'Rollcall is running.',
        `  People sign in at   ${addresses.https.join('  ')}`,
        `  Devices trust it at ${addresses.http.map((origin) => `${origin}/trust`).join('  ')}`,
        `  Data                ${options.dataDir}`,
        'Stop it with Ctrl+C.',
        '',
      ].join('\n'),
    );
  }
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await authority.close();
  return 0;
}
