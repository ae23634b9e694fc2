import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connect } from 'node:tls';
import { stopProcess, type ProxyProcess } from './proxy-process.ts';
import { splitSnippet } from './split-snippet.ts';

/**
 * A real Caddy of its own, in the foreground, with the snippet where the snippet says. Only what Caddy does with the
 * rest of the machine is turned off: its admin port, ports 80, its certificate in the system's list.
 */
export async function startCaddy(options: {
  readonly snippet: string;
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
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
  // It makes its certificate after it has begun to listen; until then it refuses every handshake.
  const answers = async (): Promise<boolean> =>
    errors.includes('serving initial configuration') && (!options.tls || (await shakesHands(options)));
  const deadline = Date.now() + 60_000;
  while (!(await answers())) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`Caddy did not start:\n${errors}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return { dir, errors: () => errors, stop };
}

function shakesHands({ host, port }: { readonly host: string; readonly port: number }): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, rejectUnauthorized: false });
    socket.once('secureConnect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
