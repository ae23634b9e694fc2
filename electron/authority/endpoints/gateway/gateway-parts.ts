import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { UpstreamProxy } from '../../base/http/upstream-proxy.ts';
import type { ErrorCode } from '../../../../shared/errors.ts';
import type { Dependencies } from '../../operations/dependencies.ts';
import type { SignedIn } from '../../operations/find-session.ts';
import type { App } from '../../records/apps/apps.ts';
import type { OpenExchanges } from './open-exchanges.ts';
import type { UpstreamHealth } from './upstream-health.ts';

/** What the gateway answers itself instead of the app. */
export type OwnAnswer =
  /** One of the paths under `/.rollcall/`. */
  | { readonly kind: 'own'; readonly app: App; readonly address: string }
  /** Nobody is signed in: the way to sign-in, or for a script the reason. */
  | { readonly kind: 'sign_in'; readonly app: App; readonly address: string }
  | {
      readonly kind: 'refused';
      readonly app: App;
      readonly code: Extract<
        ErrorCode,
        'input_invalid' | 'foreign_origin' | 'app_forbidden' | 'too_many_streams'
      >;
    }
  /** The app does not answer, too late, or not in HTTP. `detail` is for the log. */
  | {
      readonly kind: 'unreachable';
      readonly app: App;
      readonly status: 502 | 504 | 508;
      readonly detail: string;
    }
  /** No app has this address; where those of this port are. Empty: the name is not one of this computer. */
  | { readonly kind: 'elsewhere'; readonly urls: readonly string[] };

export type SendOwnAnswer = (req: IncomingMessage, res: ServerResponse, answer: OwnAnswer) => void;

/** How long the app may take, in milliseconds. */
export interface UpstreamTimes {
  readonly connectMs: number;
  /** From the last byte of the request to the first one of the answer. Nothing limits how long that goes on then. */
  readonly firstByteMs: number;
}

/** A report that takes minutes to begin is slow; one that takes longer than this looks dead to everybody. */
export const usualUpstreamTimes: UpstreamTimes = { connectMs: 10_000, firstByteMs: 300_000 };

/** What stays when the listeners come and go. */
export interface GatewayEngine {
  readonly proxy: UpstreamProxy;
  readonly exchanges: OpenExchanges;
  readonly health: UpstreamHealth;
  readonly times: UpstreamTimes;
  /** What this gateway writes into `CDN-Loop` (RFC 8586). */
  readonly mark: string;
}

export interface GatewayParts extends GatewayEngine {
  readonly deps: Dependencies;
  readonly sendOwnAnswer: SendOwnAnswer;
  /** Compares whom the app takes the person for with whom Rollcall does. */
  readonly noteIdentity: (app: App, signedIn: SignedIn, told: string | undefined) => void;
  readonly log: Pick<Logger, 'error' | 'warn'>;
}

/** A request that may go on to its app. */
export interface Passing {
  readonly app: App;
  readonly signedIn: SignedIn | undefined;
  /** Rollcall itself asks, to see whether the app can be reached around it. */
  readonly ofCheck: boolean;
  readonly address: string;
}
