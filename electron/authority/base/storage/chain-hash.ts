import { createHash } from 'node:crypto';

/** The hash of a row that covers the one before as well: none can be changed or left out unnoticed. */
export function chainHash(before: string, values: readonly (string | number | null)[]): string {
  return createHash('sha256')
    .update(JSON.stringify([before, ...values]))
    .digest('base64url');
}
