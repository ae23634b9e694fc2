import { createServer } from 'node:net';
import type { PortState } from '../../../../shared/model/ports.ts';
import { listen } from './listen.ts';

/** Tries the port on every address of this computer, and leaves it again. */
export async function checkPort(port: number): Promise<PortState> {
  for (const host of ['0.0.0.0', '::']) {
    const server = createServer();
    const opened = await listen(server, { host, port });
    if (opened.ok) {
      await new Promise((resolve) => server.close(resolve));
    } else if (opened.code === 'port_forbidden') {
      return { state: 'forbidden' };
    } else if (opened.code === 'port_busy') {
      return { state: 'busy', ...(opened.holder ? { holder: opened.holder } : {}) };
    }
  }
  return { state: 'free' };
}
