import { createSecureContext, TLSSocket } from 'node:tls';
import { Agent, buildConnector, request, type Dispatcher } from 'undici';

/** Sends one form to an address; what is expected to go wrong is a value in words. */
export interface FormPoster {
  /** @param options `any`: the other end of https may be anybody */
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

export interface FormPosterOptions {
  /** PEM of the certificate authorities that are believed; read at the first https address. */
  readonly listTrusted: () => readonly string[];
  /** Looks at the other end of https before anything is sent: in words why it is not trusted, if so. */
  readonly findDistrust: (socket: TLSSocket, hostname: string) => string | undefined;
  /** For the whole exchange. */
  readonly timeoutMs: number;
}

const answerCharsMax = 2000;

/** Follows no redirect and asks no proxy: what is posted is for that very address. */
export function createFormPoster(options: FormPosterOptions): FormPoster {
  const agents = new Map<string, Agent>();
  const closing = new AbortController();
  const agentFor = (certificate: 'verify' | 'any'): Agent => {
    let agent = agents.get(certificate);
    if (!agent) {
      const connect = certificate === 'verify' ? connectToTrusted(options) : connectToAnybody(options);
      agents.set(certificate, (agent = new Agent({ connect, connections: 8, pipelining: 1 })));
    }
    return agent;
  };

  return {
    async post(address, fields, { certificate }) {
      const signal = AbortSignal.any([AbortSignal.timeout(options.timeoutMs), closing.signal]);
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

function connectToAnybody({ timeoutMs }: FormPosterOptions): buildConnector.connector {
  return buildConnector({ timeout: timeoutMs, rejectUnauthorized: false });
}

function connectToTrusted(options: FormPosterOptions): buildConnector.connector {
  const connect = buildConnector({
    timeout: options.timeoutMs,
    // Parsing every authority again for each connection would take longer than the connection.
    secureContext: createSecureContext({ ca: [...options.listTrusted()] }),
    // It is looked at below, before anything is sent.
    rejectUnauthorized: false,
    maxCachedSessions: 0,
  });
  return (target, callback) =>
    connect(target, (...[error, socket]) => {
      const distrust =
        socket instanceof TLSSocket ? options.findDistrust(socket, target.hostname) : undefined;
      if (error) callback(error, null);
      else if (distrust === undefined) callback(null, socket);
      else {
        socket.destroy();
        callback(new DistrustError(distrust), null);
      }
    });
}

class DistrustError extends Error {}

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

const troubles: Readonly<Record<string, string>> = {
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

function describeTrouble(error: unknown): string {
  if (!(error instanceof Error)) return `could not be asked: ${String(error)}`;
  // Several addresses of one name failed: the first one says why.
  if (error instanceof AggregateError && error.errors.length > 0) return describeTrouble(error.errors[0]);
  if (error instanceof DistrustError) return `has a certificate that is not trusted: ${error.message}`;
  const code = String((error as NodeJS.ErrnoException).code ?? '');
  if (code.startsWith('ERR_SSL_') || code === 'EPROTO') return `does not speak https: ${error.message}`;
  return troubles[code] ?? troubles[error.name] ?? `could not be asked: ${error.message}`;
}
