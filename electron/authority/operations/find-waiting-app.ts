import { hashToken } from '../base/crypto/tokens.ts';
import type { App } from '../records/apps/apps.ts';
import type { Dependencies } from './dependencies.ts';

/** An app without a browser that waits to be let in: by pairing, or by the device flow of OpenID Connect. */
export interface WaitingApp {
  readonly method: 'pairing' | 'device';
  /** Of what only the app has. */
  readonly secretHash: string;
  /** What it calls itself; in the device flow the name it is registered with. */
  readonly device: string;
  /** Where it asked from, to show. */
  readonly address: string;
  readonly createdAt: number;
  /** As which registered app it asks (device flow). */
  readonly app: App | undefined;
  /** Of the known-device token it came with, if any. */
  readonly registrationHash: string | undefined;
}

/** What Rollcall notes of a device that asks, beside what the library of OpenID Connect keeps. */
export interface DeviceNotes {
  /** Authority time, epoch ms. */
  readonly startedAt: number;
  readonly address: string;
}

type WaitingDependencies = Pick<Dependencies, 'pairings' | 'oidcArtifacts' | 'apps' | 'clock'>;

/** The app that waits for an answer; undefined when it is answered, over, or unknown. */
export function findWaitingApp(
  deps: WaitingDependencies,
  key: { readonly code: string } | { readonly secretHash: string; readonly method: WaitingApp['method'] },
): WaitingApp | undefined {
  if ('code' in key) return findPairing(deps, key) ?? findDevice(deps, key);
  return key.method === 'pairing' ? findPairing(deps, key) : findDevice(deps, key);
}

function findPairing(
  deps: WaitingDependencies,
  key: { readonly code: string } | { readonly secretHash: string },
): WaitingApp | undefined {
  const pairing =
    'code' in key ? deps.pairings.findByCode(dashed(key.code)) : deps.pairings.find(key.secretHash);
  if (!pairing || pairing.sessionId !== undefined || pairing.expiresAt <= deps.clock.now()) return undefined;
  const { secretHash, device, address, createdAt, registrationHash } = pairing;
  return { method: 'pairing', secretHash, device, address, createdAt, app: undefined, registrationHash };
}

function findDevice(
  deps: WaitingDependencies,
  key: { readonly code: string } | { readonly secretHash: string },
): WaitingApp | undefined {
  const artifact =
    'code' in key
      ? deps.oidcArtifacts.findByUserCode(hashToken(letters(key.code)))
      : deps.oidcArtifacts.find('DeviceCode', key.secretHash);
  if (!artifact || artifact.expiresAt <= deps.clock.now()) return undefined;
  const { clientId, accountId, error, notes } = artifact.content as {
    clientId?: unknown;
    accountId?: unknown;
    error?: unknown;
    notes: DeviceNotes;
  };
  const app = typeof clientId === 'string' ? deps.apps.find(clientId) : undefined;
  if (!app?.oidc?.deviceFlow || accountId !== undefined || error !== undefined) return undefined;
  const { startedAt: createdAt, address } = notes;
  return {
    method: 'device',
    secretHash: artifact.idHash,
    device: app.name,
    address,
    createdAt,
    app,
    registrationHash: undefined,
  };
}

/** Codes are typed with or without the dash, in either case. */
function letters(code: string): string {
  return code.toUpperCase().replace(/[^A-Z0-9]/g, '');
}

/** As it is shown. */
export function dashed(code: string): string {
  const text = letters(code);
  return `${text.slice(0, text.length / 2)}-${text.slice(text.length / 2)}`;
}
