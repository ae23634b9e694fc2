import { errorCatalogue, type Refusal } from '../../../shared/errors.ts';
import { openAuthority, type Authority, type AuthorityOptions } from '../authority.ts';
import { cleanText } from './cli/clean-text.ts';
import { describeFacts } from './describe-facts.ts';
import { describeReady, findNotListening } from './describe-ready.ts';

export interface ServeOptions extends Omit<AuthorityOptions, 'holder' | 'onRestart'> {
  /** One line of JSON on standard output when it listens, instead of sentences. */
  readonly json: boolean;
}

/**
 * Runs the authority under plain Node until a signal ends it.
 * @returns the exit code
 */
export async function serve(options: ServeOptions): Promise<number> {
  process.umask(0o077);
  let restart: () => void = () => undefined;
  const stopped = new Promise<'stop'>((resolve) => {
    process.once('SIGINT', () => resolve('stop'));
    process.once('SIGTERM', () => resolve('stop'));
  });
  let opened = await openAuthority({
    ...options,
    holder: `rollcall serve (pid ${String(process.pid)})`,
    onRestart: () => restart(),
  });
  for (;;) {
    if (!opened.ok) {
      sayRefusal(options, opened);
      return 1;
    }
    const { authority } = opened;
    await sayReady(options, authority);
    const restarted = new Promise<'restart'>((resolve) => (restart = () => resolve('restart')));
    if ((await Promise.race([stopped, restarted])) === 'stop') {
      await authority.close();
      return 0;
    }
    opened = await authority.reopen();
  }
}

function sayRefusal({ json }: ServeOptions, { code, data }: Refusal): void {
  if (json) process.stdout.write(`${JSON.stringify({ ready: false, code, ...data })}\n`);
  process.stderr.write(
    `${code}: ${errorCatalogue[code].sentence}${data ? `\n${describeFacts(data)}` : ''}\n`,
  );
}

/** Once for each time it has opened: a restore opens it anew. */
async function sayReady({ json, dataDir }: ServeOptions, authority: Authority): Promise<void> {
  const addresses = authority.addresses();
  const { alarms } = await authority.control.status.get();
  if (json) {
    const notListening = findNotListening(alarms);
    const trouble = notListening === undefined ? {} : { notListening };
    process.stdout.write(`${JSON.stringify({ ready: true, ...addresses, pid: process.pid, ...trouble })}\n`);
    return;
  }
  process.stdout.write(cleanText(describeReady({ dataDir, addresses, alarms }), { keepLines: true }));
}
