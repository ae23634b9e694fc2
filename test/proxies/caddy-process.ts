import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { send } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';
import { stopProcess, type ProxyProcess } from './proxy-process.ts';
import { splitSnippet } from './split-snippet.ts';

/**
 * A real Caddy of its own, in the foreground, with the snippet where the snippet says. Only what Caddy does with the
 * rest of the machine is turned off: its admin port, ports 80, its certificate in the system's list.
 */
export async function startCaddy(options: {
  readonly snippet: string;
  readonly host: string;
  /** Where the site of the snippet is. */
  readonly origin: string;
  readonly caPem: string;
}): Promise<ProxyProcess> {
  const dir = mkdtempSync(path.join(tmpdir(), 'rollcall-caddy-'));
  const caPemPath = path.join(dir, 'rollcall-ca.pem');
  writeFileSync(caPemPath, options.caPem);
  const [site, ...imported] = splitSnippet(options.snippet);
  if (!site || imported.length === 0) throw new Error(`the snippet has no two parts:\n${options.snippet}`);
  const caddyfilePath = path.join(dir, path.basename(site.filePath));
  writeFileSync(
    caddyfilePath,
    `{
	admin off
	auto_https disable_redirects
	skip_install_trust
	default_bind ${options.host}
	storage file_system ${dir}/storage
}
${site.text}`,
  );
  for (const { filePath, text } of imported) {
    const name = path.join(dir, path.basename(filePath));
    writeFileSync(name, text.replaceAll(path.join(path.dirname(filePath), 'rollcall-ca.pem'), caPemPath));
  }

  const child = spawn('caddy', ['run', '--config', caddyfilePath, '--adapter', 'caddyfile'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, HOME: dir, XDG_DATA_HOME: dir, XDG_CONFIG_HOME: dir },
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const stop = async (): Promise<void> => {
    await stopProcess(child);
    rmSync(dir, { recursive: true, force: true });
  };
  // It serves before it has made its certificate: until then each handshake is refused.
  const serves = async (): Promise<boolean> => {
    if (child.exitCode !== null) throw new Error('it has ended');
    return errors.includes('serving initial configuration') && (await answers(options.origin));
  };
  try {
    await eventually('Caddy serves its site', serves, 60_000);
  } catch (error) {
    await stop();
    throw new Error(`Caddy did not start: ${String(error)}\n${errors}`);
  }
  return { dir, errors: () => errors, stop };
}

const agent = new Agent({ rejectUnauthorized: false });

async function answers(origin: string): Promise<boolean> {
  return send(origin, origin.startsWith('https:') ? { agent } : {}).then(
    () => true,
    () => false,
  );
}
