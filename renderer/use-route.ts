import { useCallback, useSyncExternalStore } from 'react';

export const screenNames = ['overview', 'sessions', 'users', 'limits', 'apps', 'first-run'] as const;
export type ScreenName = (typeof screenNames)[number];

function readRoute(): ScreenName {
  const name = window.location.hash.replace(/^#\//, '');
  return screenNames.find((one) => one === name) ?? 'overview';
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

/** The screen named by the address, so that the window's back and reload do what they say. */
export function useRoute(): readonly [ScreenName, (name: ScreenName) => void] {
  const route = useSyncExternalStore(subscribe, readRoute);
  const setRoute = useCallback((name: ScreenName) => {
    window.location.hash = `/${name}`;
  }, []);
  return [route, setRoute];
}
