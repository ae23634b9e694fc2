import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below those that systems hand out by themselves, so that nothing that asks for any port is given it meanwhile. */
const lowest = 10_000;
const above = 32_000;

/** A port nobody listens on right now. */
export async function findFreePort(host: string): Promise<number> {
  for (;;) {
    const port = randomInt(lowest, above);
    if (await isFree(host, port)) return port;
  }
}

function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
    );
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}
