import type { AddressAsker } from '../../base/net/ask-address.ts';
import type { App } from '../../records/apps/apps.ts';
import type { Dependencies } from '../dependencies.ts';

/** How apps and proxies are spoken to; whoever speaks to them says so. */
export interface AppWire {
  readonly cookieName: (app: App) => string;
  /** Every header that an app may take for an identity. */
  readonly identityHeaders: readonly string[];
}

/** What one check works with. */
export interface CheckTools {
  readonly deps: Dependencies;
  readonly wire: AppWire;
  readonly asker: AddressAsker;
}

/** With an address over HTTPS: whose certificate it has was not looked at. */
export function dataOf<More extends Record<string, string> = Record<never, string>>(
  address: string,
  more?: More,
): { address: string } & More {
  const certificate = address.startsWith('https:') ? { certificate: 'not verified' } : {};
  return { address, ...certificate, ...(more as More) };
}

/** Always the same, so that an app which makes an account for whoever comes makes one at most. */
export const claimedName = 'rollcall-check';

/** Headers in which somebody claims to be another, in every spelling. */
export function forgedHeaders({ identityHeaders }: AppWire): Record<string, string> {
  return Object.fromEntries(
    identityHeaders.flatMap((name) =>
      [name, name.replaceAll('-', '_'), name.toUpperCase().replaceAll('-', '_')].map((spelled) => [
        spelled,
        claimedName,
      ]),
    ),
  );
}

/** The way a script asks: a refusal says why instead of leading to a page. */
export const asScript = { Accept: 'application/json', 'User-Agent': 'Rollcall check' } as const;
