import type { AppView } from '../../../shared/model/app.ts';

/** From here on up ports are seldom taken, and no account needs permission for them. */
const firstPort = 8444;

/** An address of this computer that no other app has, for the gateway to listen on. */
export function proposeGatewayUrl(origin: string, apps: Iterable<AppView>): string {
  const { hostname } = new URL(origin);
  const taken = new Set([...apps].map(({ url }) => url));
  for (let port = firstPort; port <= 65_535; port += 1) {
    const url = `https://${hostname}:${String(port)}`;
    if (!taken.has(url) && url !== origin) return url;
  }
  return '';
}
