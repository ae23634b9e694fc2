import { z } from 'zod';

/** What MessagePort of Node and MessagePortMain of Electron have in common. */
export interface ConsolePort {
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  postMessage(message: unknown): void;
  start(): void;
  close(): void;
}

/** A call or the end of one, as the library's client writes it; streams and files from the console do not exist. */
const messageSchema = z.union([
  z.object({
    i: z.string(),
    t: z.literal(1).optional(),
    p: z.object({
      u: z.string().startsWith('/'),
      m: z.string().optional(),
      h: z.record(z.string().regex(/^(?!content-)/), z.unknown()).optional(),
    }),
  }),
  z.object({ i: z.string(), t: z.literal(4) }),
]);

/**
 * The port in the form of the library, with messages it cannot read left out: it throws on them where nobody
 * catches, which would end this process.
 */
export function filterConsolePort(port: ConsolePort) {
  return {
    postMessage: (message: unknown) => port.postMessage(message),
    on(event: string, listener: (event?: { data: unknown }) => void) {
      if (event === 'close') port.on('close', () => listener());
      else
        port.on('message', (message) => {
          // Electron wraps what was sent in an event, Node does not.
          const data =
            typeof message === 'object' && message !== null && 'data' in message ? message.data : message;
          if (isReadable(data)) listener({ data });
        });
    },
  };
}

function isReadable(data: unknown): boolean {
  if (typeof data !== 'string') return false;
  try {
    return messageSchema.safeParse(JSON.parse(data)).success;
  } catch {
    return false;
  }
}
