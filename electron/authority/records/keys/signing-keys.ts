import type { Refusal } from '../../../../shared/errors.ts';

/** Signs tokens of OpenID Connect; an older one goes on verifying until the last token it signed has expired. */
export interface SigningKey {
  /** Stands in the header of every token it signed. */
  readonly id: string;
  readonly algorithm: 'RS256' | 'ES256';
  readonly createdAt: number;
  readonly signs: boolean;
}

export interface SigningKeys {
  list(): readonly SigningKey[];
  /** A new key signs from now on. */
  rotate(actor: string): Promise<{ ok: true; keyId: string } | Refusal<'store_unavailable'>>;
}
