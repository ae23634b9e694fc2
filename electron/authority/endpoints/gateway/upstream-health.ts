/** Which apps do not answer, as their last requests have shown. */
export interface UpstreamHealth {
  answered(appId: string): void;
  failed(appId: string, at: number): void;
  downSince(appId: string): number | undefined;
}

/** @param changed told of each app that goes down or comes back */
export function createUpstreamHealth(changed: (appId: string) => void): UpstreamHealth {
  const down = new Map<string, number>();
  return {
    answered(appId) {
      if (down.delete(appId)) changed(appId);
    },
    failed(appId, at) {
      if (down.has(appId)) return;
      down.set(appId, at);
      changed(appId);
    },
    downSince: (appId) => down.get(appId),
  };
}
