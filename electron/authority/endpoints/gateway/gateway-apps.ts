import type { App, Apps } from '../../records/apps/apps.ts';

/** The apps behind the gateway, by where people reach them. */
export interface GatewayApps {
  /** @param host value of `Host` */
  find(port: number, host: string | undefined): App | undefined;
  /** Origins of the apps on a port. */
  urlsAt(port: number): readonly string[];
  /** Values of `Host` that stand for an app, on whatever port. */
  hosts(): ReadonlySet<string>;
}

interface Place {
  readonly app: App;
  readonly port: number;
}

export function createGatewayApps(apps: Pick<Apps, 'list'>): GatewayApps {
  let seen: readonly App[] | undefined;
  let places = new Map<string, Place>();
  const current = (): Map<string, Place> => {
    const all = apps.list();
    if (all !== seen) {
      seen = all;
      places = new Map(
        listGatewayApps(all).map((app) => [new URL(app.url).host, { app, port: portOf(app) }]),
      );
    }
    return places;
  };
  return {
    find(port, host) {
      if (host === undefined) return undefined;
      const named = host.toLowerCase();
      const place = current().get(port === 443 ? named.replace(/:443$/, '') : named);
      return place?.port === port ? place.app : undefined;
    },
    urlsAt: (port) => [...current().values()].flatMap((place) => (place.port === port ? place.app.url : [])),
    hosts: () => new Set(current().keys()),
  };
}

export function listGatewayApps(apps: readonly App[]): App[] {
  return apps.filter(({ kind }) => kind === 'gateway');
}

export function portOf({ url }: Pick<App, 'url'>): number {
  return Number(new URL(url).port) || 443;
}
