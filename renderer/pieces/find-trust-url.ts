import type { Status } from '../../shared/model/status.ts';

/** The page where a device learns to trust the certificate; over HTTP, since without trust HTTPS only warns. */
export function findTrustUrl({ origin, https, http }: Status): string {
  const plain = http[Math.max(0, https.indexOf(origin))] ?? http[0] ?? origin;
  return `${plain}/trust`;
}
