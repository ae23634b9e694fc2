import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { consoleScreens, type ConsoleScreen } from '../shared/contract/console-command.ts';
import { leaveFor, readAddress } from './pieces/hold-screen.ts';
import { linkTo } from './pieces/link-to.ts';

/** Those inside the frame. */
export type NavigationName = Exclude<ConsoleScreen, 'first-run'>;

export interface Route {
  readonly screen: ConsoleScreen;
  /** What of the screen, such as the id of a user or the kind of audit entries. */
  readonly part: string | undefined;
}

function parseHash(hash: string): Route {
  const [, name, part] = /^#\/([^/]*)(?:\/(.+))?$/.exec(hash) ?? [];
  const screen = consoleScreens.find((one) => one === name);
  if (screen === undefined) return { screen: 'overview', part: undefined };
  return { screen, part: part === undefined ? undefined : decodePart(part) };
}

/** An address typed by hand may be anything. */
function decodePart(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

/** The screen named by the address, so that the window's back and reload do what they say. */
export function useRoute(): readonly [Route, (screen: ConsoleScreen, part?: string) => void] {
  const hash = useSyncExternalStore(subscribe, readAddress);
  const route = useMemo(() => parseHash(hash), [hash]);
  const setRoute = useCallback((screen: ConsoleScreen, part?: string) => {
    leaveFor(linkTo(screen, part));
  }, []);
  return [route, setRoute];
}
