import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { AppsScreen } from './apps/apps-screen.tsx';
import { AppScreen } from './apps/page/app-screen.tsx';
import { AuditScreen } from './audit/audit-screen.tsx';
import { useAuthorityStore } from './authority/authority-store.ts';
import { BackupScreen } from './backup/backup-screen.tsx';
import { ConsoleFrame } from './console-frame.tsx';
import { DownScreen } from './down/down-screen.tsx';
import { OutageProvider } from './down/outage-provider.tsx';
import { StaleBanner } from './down/stale-banner.tsx';
import { FirstRunScreen } from './first-run/first-run-screen.tsx';
import { LimitsScreen } from './limits/limits-screen.tsx';
import { NetworkScreen } from './network/network-screen.tsx';
import { OverviewScreen } from './overview/overview-screen.tsx';
import { ReportsScreen } from './reports/reports-screen.tsx';
import { SessionsScreen } from './sessions/sessions-screen.tsx';
import { formatClock, getFormatLanguage } from './pieces/format-moment.ts';
import { importUsersPart, openIdConnectPart } from './pieces/link-to.ts';
import { SettingsScreen } from './settings/settings-screen.tsx';
import type { FileToSave } from './ui/save-file.ts';
import { UiRoot } from './ui/ui-root.tsx';
import { useRoute, type NavigationName } from './use-route.ts';
import { ImportUsersScreen } from './users/import-users-screen.tsx';
import { UserScreen } from './users/user-screen.tsx';
import { UsersScreen } from './users/users-screen.tsx';

const screens = {
  overview: OverviewScreen,
  users: UsersScreen,
  limits: LimitsScreen,
  reports: ReportsScreen,
  backup: BackupScreen,
  network: NetworkScreen,
  settings: SettingsScreen,
} as const satisfies Record<Exclude<NavigationName, 'audit' | 'apps' | 'sessions'>, unknown>;

const copyText = (text: string): Promise<void> => window.rollcallShell.copyText(text);
const saveFile = (file: FileToSave): Promise<string | undefined> => window.rollcallShell.saveFile(file);

export function App() {
  const { t, i18n } = useTranslation();
  const lostAt = useAuthorityStore((state) => state.lostAt);
  const stale =
    lostAt === undefined
      ? undefined
      : t('ui.table.stale', { time: formatClock(lostAt, getFormatLanguage(i18n.language)) });
  return (
    <UiRoot copyText={copyText} saveFile={saveFile} stale={stale}>
      <OutageProvider>
        <Console />
      </OutageProvider>
    </UiRoot>
  );
}

/** Which screen: none before the first snapshot, the first run until it is finished, else the one of the address. */
function Console() {
  const setup = useAuthorityStore(({ mirror }) => mirror?.status.setup);
  // The session has ended, or lives on elsewhere: nobody would hide what it showed after a while.
  const left = useAuthorityStore(
    ({ shell }) => shell?.door?.kind === 'moved' || shell?.door?.kind === 'switched_off',
  );
  const [route, setRoute] = useRoute();
  useEffect(() => {
    document.querySelector('main')?.scrollTo(0, 0);
  }, [route]);
  if (setup === undefined || left) return <DownScreen />;
  if (!setup.adminExists || !setup.finished || route.screen === 'first-run') {
    return <FirstRunScreen banner={<StaleBanner />} onFinished={() => setRoute('overview')} />;
  }
  return (
    <ConsoleFrame route={route.screen} part={route.part}>
      <ScreenOf screen={route.screen} part={route.part} />
    </ConsoleFrame>
  );
}

interface ScreenProperties {
  readonly screen: NavigationName;
  readonly part: string | undefined;
}

function ScreenOf({ screen, part }: ScreenProperties) {
  if (screen === 'users' && part === importUsersPart) return <ImportUsersScreen />;
  if (screen === 'users' && part !== undefined) return <UserScreen key={part} userId={part} />;
  if (screen === 'apps') {
    if (part === undefined) return <AppsScreen tab="list" />;
    if (part === openIdConnectPart) return <AppsScreen tab="openid" />;
    return <AppScreen key={part} appId={part} />;
  }
  if (screen === 'sessions') return <SessionsScreen openId={part} />;
  if (screen === 'audit') return <AuditScreen key={part} part={part} />;
  const Screen = screens[screen];
  return <Screen />;
}
