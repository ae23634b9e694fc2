import { Agent, request } from 'undici';

export type AddressAnswer =
  | {
      readonly kind: 'answer';
      readonly status: number;
      /** By lower-case name; of several the first. */
      readonly headers: Readonly<Record<string, string | undefined>>;
      /** The beginning of the body. */
      readonly text: string;
    }
  /** Nobody takes a connection there. */
  | { readonly kind: 'closed'; readonly detail: string }
  /** Somebody takes the connection, and no answer comes that could be read. */
  | { readonly kind: 'no_answer'; readonly detail: string }
  /** The name leads nowhere from here. */
  | { readonly kind: 'unknown_name'; readonly detail: string };

export interface AddressAsker {
  /** One GET. Redirects are not followed. */
  ask(url: string, headers: Readonly<Record<string, string | string[]>>): Promise<AddressAnswer>;
  close(): Promise<void>;
}

const connectTimeoutMs = 2000;
const answerTimeoutMs = 5000;
const textMax = 16 * 1024;

const closedCodes = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/**
 * Asks what answers at an address, each time on a connection of its own. Certificates are not verified: it is looked at
 * what is there, and nothing secret is sent.
 */
export function openAddressAsker(): AddressAsker {
  const dispatcher = new Agent({
    connect: { rejectUnauthorized: false, timeout: connectTimeoutMs },
    headersTimeout: answerTimeoutMs,
    bodyTimeout: answerTimeoutMs,
    // A connection that is kept could answer for another question than this one.
    pipelining: 0,
  });
  return {
    async ask(url, headers) {
      try {
        const answer = await request(url, { dispatcher, headers });
        return {
          kind: 'answer',
          status: answer.statusCode,
          headers: Object.fromEntries(
            Object.entries(answer.headers).map(([name, value]) => [
              name,
              Array.isArray(value) ? value[0] : value,
            ]),
          ),
          text: await readText(answer.body),
        };
      } catch (error) {
        return explain(error);
      }
    },
    close: () => dispatcher.destroy(),
  };
}

async function readText(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of body) {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= textMax) break;
    }
  } catch {
    // The head has come: whoever sends it is there.
  }
  return Buffer.concat(chunks).toString('utf8', 0, textMax);
}

function explain(error: unknown): AddressAnswer {
  const errors = error instanceof AggregateError ? (error.errors as unknown[]) : [error];
  const codes = errors.map((one) =>
    typeof one === 'object' && one !== null && 'code' in one ? String(one.code) : String(one),
  );
  const detail = [...new Set(codes)].join(', ');
  if (codes.every((code) => closedCodes.has(code))) return { kind: 'closed', detail };
  if (codes.every((code) => code === 'ENOTFOUND' || code === 'EAI_AGAIN')) {
    return { kind: 'unknown_name', detail };
  }
  return { kind: 'no_answer', detail };
}
