import { hashToken } from '../../base/crypto/tokens.ts';

/** A token of one check. It opens its app without being anybody, and is no session: it takes no seat and no place. */
export interface Probe {
  readonly token: string;
  /** How often Rollcall was asked about it. */
  asked(): number;
  /** From here on it opens nothing. */
  close(): void;
  /** It is known no longer. */
  forget(): void;
}

/** Tokens of checks that run now. They are in memory only, and looked at only for a token that nobody holds. */
export interface Probes {
  /** @param opens false: it is a token like any other that opens nothing, and only counts */
  add(appId: string, token: string, opens: boolean): Probe;
  /** Does it open this app right now? */
  opens(appId: string, token: string): boolean;
}

export function createProbes(): Probes {
  const byHash = new Map<string, { readonly appId: string; opens: boolean; asked: number }>();
  return {
    add(appId, token, opens) {
      const entry = { appId, opens, asked: 0 };
      const hash = hashToken(token);
      byHash.set(hash, entry);
      return {
        token,
        asked: () => entry.asked,
        close() {
          entry.opens = false;
        },
        forget: () => void byHash.delete(hash),
      };
    },
    opens(appId, token) {
      if (byHash.size === 0) return false;
      const entry = byHash.get(hashToken(token));
      if (!entry || entry.appId !== appId) return false;
      entry.asked += 1;
      return entry.opens;
    },
  };
}
