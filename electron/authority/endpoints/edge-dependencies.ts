import type { Logger } from 'pino';
import type { Dependencies } from '../operations/dependencies.ts';
import type { GatewayEngine } from './gateway/gateway-parts.ts';
import type { EventStreams } from './session-api/event-streams.ts';

/** What the trust pages hand out: the install's own CA. */
export interface TrustMaterial {
  readonly caDer: Uint8Array;
  readonly caPem: string;
  /** Upper-case hex with colons. */
  readonly fingerprintSha256: string;
  readonly fingerprintWords: readonly string[];
  mobileConfig(): string;
}

/** What the LAN endpoints need besides what operations work on. */
export interface EdgeDependencies extends Dependencies {
  /** Keeps the forms' hidden tokens good across a restart; 32 random bytes, kept with the keys. */
  readonly formKey: Buffer;
  readonly trust: TrustMaterial;
  readonly log: Pick<Logger, 'error' | 'warn'>;
  /** Told by the records of every end, and each second of the time. */
  readonly eventStreams: EventStreams;
  readonly engine: GatewayEngine;
  /** Ports as bound now. */
  readonly ports: () => { readonly https: number; readonly http: number };
  /** Told of each request of a page or the API, before it is answered. */
  readonly onRequest?: (address: string) => void;
  /** Told of a browser that passed the check of the trust page, by a hash that is the same at every visit. */
  readonly onTrustingDevice?: (hash: string) => void;
}
