import { hashToken, makeToken } from '../../base/crypto/tokens.ts';
import { findWhoGivesWay } from '../../operations/policies/who-gives-way.ts';
import type { EdgeDependencies } from '../edge-dependencies.ts';

/** The browser comes again at once. */
const keptMs = 60_000;
/** Anybody can send one. */
const formsMax = 300;

interface KeptForm {
  readonly fields: string;
  readonly address: string;
  readonly expiresAt: number;
}

/** What another site's form has sent, until the browser comes again with its cookies: a token never stands in an address. */
export interface KeptForms {
  /** @returns the key under which it is there once */
  keep(fields: URLSearchParams, address: string): string;
  /** @returns the fields as a query */
  take(key: string): string | undefined;
}

export function createKeptForms({ clock }: Pick<EdgeDependencies, 'clock'>): KeptForms {
  const forms = new Map<string, KeptForm>();
  return {
    keep(fields, address) {
      const now = clock.now();
      for (const [hash, { expiresAt }] of forms) if (expiresAt <= now) forms.delete(hash);
      if (forms.size >= formsMax) {
        const [hash] = findWhoGivesWay([...forms], ([, form]) => form.address, address) ?? [];
        if (hash !== undefined) forms.delete(hash);
      }
      const key = makeToken('rct');
      forms.set(hashToken(key), { fields: fields.toString(), address, expiresAt: now + keptMs });
      return key;
    },
    take(key) {
      const hash = hashToken(key);
      const form = forms.get(hash);
      forms.delete(hash);
      return form && form.expiresAt > clock.now() ? form.fields : undefined;
    },
  };
}
