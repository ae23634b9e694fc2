import { connect as connectPlain } from 'node:net';
import { connect as connectTls } from 'node:tls';

/**
 * Writes bytes as they are and reads until the other end closes: what no HTTP client would send. Lines are joined by
 * CR LF; the text must ask for `Connection: close`.
 */
export function sendRaw(origin: string, lines: readonly string[], body = ''): Promise<string> {
  const { hostname, port, protocol } = new URL(origin);
  const text = `${lines.join('\r\n')}\r\n\r\n${body}`;
  return new Promise((resolve, reject) => {
    const socket =
      protocol === 'https:'
        ? connectTls({ host: hostname, port: Number(port), rejectUnauthorized: false })
        : connectPlain({ host: hostname, port: Number(port) });
    let answer = '';
    socket.setTimeout(15_000, () => socket.destroy(new Error(`no answer to ${lines[0] ?? ''}: ${answer}`)));
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1')));
    socket.once('error', (error) => (answer === '' ? reject(error) : resolve(answer)));
    socket.once('close', () => resolve(answer));
    socket.write(Buffer.from(text, 'latin1'));
  });
}

/** Status of each answer on the connection, in order. */
export function statusesOf(answer: string): number[] {
  return [...answer.matchAll(/^HTTP\/1\.[01] (\d{3})/gm)].map(([, status]) => Number(status));
}
