import { createSecureContext, TLSSocket } from 'node:tls';
import { Agent, buildConnector, request, type Dispatcher } from 'undici';

/** Sends one form to an address; what is expected to go wrong is a value. */
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
  | { readonly ok: false; readonly trouble: PostTrouble };

export type PostTrouble =
  | { readonly code: 'refuses_connection' | 'name_unknown' | 'unreachable' | 'breaks_off' | 'no_answer' }
  /** `detail`: what the system says. */
  | { readonly code: 'no_https' | 'could_not_ask'; readonly detail: string }
  | ({ readonly code: 'not_trusted' } & Distrust);

/** Why the other end of https is not trusted. */
interface Distrust {
  readonly why: 'expired' | 'not_valid_yet' | 'other_name' | 'signed_by_itself' | 'unknown_issuer';
  /** What the TLS library calls it. */
  readonly detail?: string;
}

export interface FormPosterOptions {
  /** PEM of the certificate authorities that are believed; read at the first https address of an edition. */
  readonly listTrusted: () => readonly string[];
  /** Another one: others are believed than before. Left out: always the same. */
  readonly edition?: () => string;
  /** Looks at the other end of https before anything is sent: why it is not trusted, if so. */
  readonly findDistrust: (socket: TLSSocket, hostname: string) => Distrust | undefined;
  /** For the whole exchange. */
  readonly timeoutMs: number;
}

const answerCharsMax = 2000;

/** Follows no redirect and asks no proxy: what is posted is for that very address. */
export function createFormPoster(options: FormPosterOptions): FormPoster {
  const agents = new Map<string, Agent>();
  const closing = new AbortController();
  const agentFor = (certificate: 'verify' | 'any'): Agent => {
    const kept = `${certificate} ${options.edition?.() ?? ''}`;
    let agent = agents.get(kept);
    if (!agent) {
      const connect = certificate === 'verify' ? connectToTrusted(options) : connectToAnybody(options);
      agents.set(kept, (agent = new Agent({ connect, connections: 8, pipelining: 1 })));
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
        return { ok: false, trouble: nameTrouble(error) };
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

class DistrustError extends Error {
  readonly distrust: Distrust;

  constructor(distrust: Distrust) {
    super(`not trusted: ${distrust.why}`);
    this.distrust = distrust;
  }
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

const troubles: Readonly<Record<string, Exclude<PostTrouble, { detail: string } | Distrust>['code']>> = {
  ECONNREFUSED: 'refuses_connection',
  ENOTFOUND: 'name_unknown',
  EAI_AGAIN: 'name_unknown',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ECONNRESET: 'breaks_off',
  UND_ERR_SOCKET: 'breaks_off',
  UND_ERR_CONNECT_TIMEOUT: 'no_answer',
  ETIMEDOUT: 'no_answer',
  TimeoutError: 'no_answer',
};

function nameTrouble(error: unknown): PostTrouble {
  if (!(error instanceof Error)) return { code: 'could_not_ask', detail: String(error) };
  // Several addresses of one name failed: the first one says why.
  if (error instanceof AggregateError && error.errors.length > 0) return nameTrouble(error.errors[0]);
  if (error instanceof DistrustError) return { code: 'not_trusted', ...error.distrust };
  const code = String((error as NodeJS.ErrnoException).code ?? '');
  if (code.startsWith('ERR_SSL_') || code === 'EPROTO') return { code: 'no_https', detail: error.message };
  const known = troubles[code] ?? troubles[error.name];
  return known === undefined ? { code: 'could_not_ask', detail: error.message } : { code: known };
}
