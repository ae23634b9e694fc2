/** Which apps do not answer, as their last requests have shown. */
export interface UpstreamHealth {
  answered(appId: string): void;
  failed(appId: string, at: number): void;
  downSince(appId: string): number | undefined;
  /** Forgets the apps that are not there any more. */
  forgetOthers(appIds: ReadonlySet<string>): void;
}

/**
 * @param changed told of each app that goes down or comes back
 * @param exists a request may outlive its app
 */
export function createUpstreamHealth(
  changed: (appId: string) => void,
  exists: (appId: string) => boolean = () => true,
): UpstreamHealth {
  const down = new Map<string, number>();
  return {
    answered(appId) {
      if (down.delete(appId)) changed(appId);
    },
    failed(appId, at) {
      if (down.has(appId) || !exists(appId)) return;
      down.set(appId, at);
      changed(appId);
    },
    downSince: (appId) => down.get(appId),
    forgetOthers(appIds) {
      for (const appId of Array.from(down.keys())) if (!appIds.has(appId)) down.delete(appId);
    },
  };
}
