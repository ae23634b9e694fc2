import { useEffect } from 'react';
import { AppsScreen } from './apps/apps-screen.tsx';
import { useAuthorityStore } from './authority/authority-store.ts';
import { ConsoleFrame } from './console-frame.tsx';
import { DownScreen } from './down/down-screen.tsx';
import { FirstRunScreen } from './first-run/first-run-screen.tsx';
import { LimitsScreen } from './limits/limits-screen.tsx';
import { OverviewScreen } from './overview/overview-screen.tsx';
import { SessionsScreen } from './sessions/sessions-screen.tsx';
import { UiRoot } from './ui/ui-root.tsx';
import { useRoute, type ScreenName } from './use-route.ts';
import { UsersScreen } from './users/users-screen.tsx';

const screens = {
  overview: OverviewScreen,
  sessions: SessionsScreen,
  users: UsersScreen,
  limits: LimitsScreen,
  apps: AppsScreen,
} as const satisfies Record<Exclude<ScreenName, 'first-run'>, unknown>;

const copyText = (text: string): Promise<void> => window.rollcallShell.copyText(text);

export function App() {
  return (
    <UiRoot copyText={copyText}>
      <Console />
    </UiRoot>
  );
}

/** Which screen: none before the first snapshot, the first run until it is finished, else the one of the address. */
function Console() {
  const setup = useAuthorityStore(({ mirror }) => mirror?.status.setup);
  const [route, setRoute] = useRoute();
  useEffect(() => {
    document.querySelector('main')?.scrollTo(0, 0);
  }, [route]);
  if (setup === undefined) return <DownScreen />;
  if (!setup.adminExists || !setup.finished || route === 'first-run') {
    return <FirstRunScreen onFinished={() => setRoute('overview')} />;
  }
  const Screen = screens[route];
  return (
    <ConsoleFrame route={route}>
      <Screen />
    </ConsoleFrame>
  );
}
