import { createSecureContext, type SecureContext } from 'node:tls';
import { Agent, request, type Dispatcher } from 'undici';

/** Sends one form to an address; what is expected to go wrong is a value in words. */
export interface FormPoster {
  post(
    address: string,
    fields: Readonly<Record<string, string>>,
    options: { readonly certificate: 'verify' | 'any' },
  ): Promise<PostAnswer>;
  /** Breaks off what is under way. */
  close(): Promise<void>;
}

export type PostAnswer =
  /** `text`: the beginning of the answer. */
  | { readonly ok: true; readonly status: number; readonly text: string }
  /** `trouble` completes a sentence that begins with the name of what was asked. */
  | { readonly ok: false; readonly trouble: string };

const answerCharsMax = 2000;

/**
 * Follows no redirect and asks no proxy: what is posted is for that very address.
 *
 * @param listTrusted PEM of the certificate authorities that are believed; read at the first https address
 */
export function createFormPoster(options: {
  readonly listTrusted: () => readonly string[];
  /** For the whole exchange. */
  readonly timeoutMs: number;
}): FormPoster {
  const { timeoutMs } = options;
  const agents = new Map<string, Agent>();
  const closing = new AbortController();
  const agentFor = (certificate: 'verify' | 'any'): Agent => {
    let agent = agents.get(certificate);
    if (!agent) {
      // Parsing every authority again for each connection would take longer than the connection.
      const secureContext: SecureContext = createSecureContext(
        certificate === 'verify' ? { ca: [...options.listTrusted()] } : {},
      );
      const connect = { timeout: timeoutMs, secureContext, rejectUnauthorized: certificate === 'verify' };
      agents.set(certificate, (agent = new Agent({ connect, connections: 8, pipelining: 1 })));
    }
    return agent;
  };

  return {
    async post(address, fields, { certificate }) {
      const signal = AbortSignal.any([AbortSignal.timeout(timeoutMs), closing.signal]);
      try {
        const answer = await request(address, {
          method: 'POST',
          dispatcher: agentFor(certificate),
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams(fields).toString(),
          signal,
        });
        return { ok: true, status: answer.statusCode, text: await readStart(answer.body) };
      } catch (error) {
        return { ok: false, trouble: describeTrouble(error) };
      }
    },
    async close() {
      closing.abort();
      await Promise.all([...agents.values()].map((agent) => agent.destroy()));
    },
  };
}

/** No more than a beginning is read of an answer that does not end. */
async function readStart(body: Dispatcher.ResponseData['body']): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    // Leaving the loop closes the connection.
    if (text.length > answerCharsMax) break;
  }
  return text.slice(0, answerCharsMax);
}

const notReached: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refuses the connection: nothing listens there',
  ENOTFOUND: 'has a name that this computer does not know',
  EAI_AGAIN: 'has a name that this computer does not know',
  EHOSTUNREACH: 'cannot be reached over the network',
  ENETUNREACH: 'cannot be reached over the network',
  ECONNRESET: 'breaks the connection off',
  UND_ERR_SOCKET: 'breaks the connection off',
  UND_ERR_CONNECT_TIMEOUT: 'does not answer',
  ETIMEDOUT: 'does not answer',
  TimeoutError: 'does not answer',
};

const certificatePattern =
  /^(CERT_|ERR_TLS_CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH)/;

function describeTrouble(error: unknown): string {
  if (!(error instanceof Error)) return `could not be asked: ${String(error)}`;
  const code = String((error as NodeJS.ErrnoException).code ?? '');
  // Several addresses of one name failed: the first one says why.
  if (error instanceof AggregateError && error.errors.length > 0) return describeTrouble(error.errors[0]);
  if (certificatePattern.test(code)) return `has a certificate that is not trusted: ${error.message}`;
  if (code.startsWith('ERR_SSL_') || code === 'EPROTO')
    return `does not speak TLS properly: ${error.message}`;
  return notReached[code] ?? notReached[error.name] ?? `could not be asked: ${error.message}`;
}
