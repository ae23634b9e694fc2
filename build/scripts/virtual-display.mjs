import { spawn } from 'node:child_process';

/**
 * Starts Xvfb on the first free display number.
 * @returns {Promise<{ display: string, end: () => void }>}
 */
export async function openVirtualDisplay() {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1440x960x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const end = () => server.kill();
  process.once('exit', end);
  const number = await new Promise((resolve, reject) => {
    let said = '';
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code} before it gave a display`)));
    /** @type {import('node:stream').Readable} */ (server.stdio[3]).on('data', (chunk) => {
      said += chunk;
      if (said.endsWith('\n')) resolve(said.trim());
    });
  });
  return { display: `:${number}`, end };
}
