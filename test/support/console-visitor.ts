import { WebSocket } from 'ws';
import { Browser, type Answer } from './client.ts';

/** A browser at the door of the console, without a screen. */
export class ConsoleVisitor extends Browser {
  readonly origin: string;

  constructor(origin: string) {
    super(origin, '');
    this.origin = origin;
  }

  signInToConsole(username: string, password: string, code: string): Promise<Answer> {
    return this.post('/sign-in', { username, password, code });
  }

  /** The cookies as a header. */
  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /**
   * Opens the socket of the control contract. @returns the status of the refusal, or the open socket and, in time, the
   * code it was closed with
   */
  openSocket(
    headers: Readonly<Record<string, string>> = {},
  ): Promise<{ status: number } | { socket: WebSocket; closed: Promise<number> }> {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(`${this.origin.replace('http', 'ws')}/control`, {
        headers: { Origin: this.origin, Cookie: this.cookie, ...headers },
      });
      const closed = new Promise<number>((done) => socket.once('close', done));
      socket.once('open', () => resolve({ socket, closed }));
      socket.once('unexpected-response', (request, response) => {
        resolve({ status: response.statusCode ?? 0 });
        request.destroy();
      });
      socket.once('error', reject);
    });
  }
}
