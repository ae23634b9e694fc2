import { isDeepStrictEqual } from 'node:util';
import type { App } from '../../records/apps/apps.ts';

/** Does what a check found about the one hold for the other? */
export function isSameSetUp(one: App, other: App): boolean {
  const keys = [
    'url',
    'upstream',
    'upstreamCertificate',
    'plainHttp',
    'foreignAuthorization',
    'oidc',
  ] as const;
  return keys.every((key) => isDeepStrictEqual(one[key], other[key]));
}
