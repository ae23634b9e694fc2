import {
  IconApps,
  IconChartBar,
  IconDatabase,
  IconDeviceLaptop,
  IconGauge,
  IconLayoutDashboard,
  IconListDetails,
  IconSettings,
  IconShieldCheck,
  IconUsers,
  type Icon,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAuthorityStore } from './authority/authority-store.ts';
import { useMirror } from './authority/use-mirror.ts';
import classes from './console-frame.module.css';
import { StaleBanner } from './down/stale-banner.tsx';
import { formatClock, getFormatLanguage } from './pieces/format-moment.ts';
import { SignedInAdmin } from './pieces/signed-in-admin.tsx';
import { Mark } from './ui/mark.tsx';
import type { NavigationName } from './use-route.ts';

const entries: readonly { readonly name: NavigationName; readonly icon: Icon }[] = [
  { name: 'overview', icon: IconLayoutDashboard },
  { name: 'sessions', icon: IconDeviceLaptop },
  { name: 'users', icon: IconUsers },
  { name: 'limits', icon: IconGauge },
  { name: 'apps', icon: IconApps },
  { name: 'reports', icon: IconChartBar },
  { name: 'network', icon: IconShieldCheck },
  { name: 'audit', icon: IconListDetails },
  { name: 'backup', icon: IconDatabase },
  { name: 'settings', icon: IconSettings },
];

/** Navigation and top bar around a screen. */
export function ConsoleFrame({
  route,
  children,
}: {
  readonly route: NavigationName;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation();
  const stale = useAuthorityStore((state) => state.connection !== 'live');
  return (
    <div className={classes.frame}>
      <a className={classes.skip} href="#main" onClick={focusMain}>
        {t('nav.skip')}
      </a>
      <nav className={classes.nav} aria-label={t('nav.label')}>
        <div className={classes.brand} aria-hidden>
          <Logo />
          <span className={classes.word}>{t('nav.brand')}</span>
        </div>
        <ul className={classes.entries}>
          {entries.map(({ name, icon: Shape }) => (
            <li key={name}>
              <a
                href={`#/${name}`}
                className={classes.entry}
                aria-current={route === name ? 'page' : undefined}
                title={t(`nav.${name}`)}
              >
                <Shape size={20} stroke={1.75} aria-hidden />
                <span className={classes.word}>{t(`nav.${name}`)}</span>
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className={classes.column}>
        <TopBar />
        <StaleBanner />
        <main id="main" tabIndex={-1} className={classes.main} data-stale={stale || undefined}>
          {children}
        </main>
      </div>
    </div>
  );
}

/** The address is taken by the screens, so the link cannot simply name its target. */
function focusMain(event: { preventDefault: () => void }): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}

function TopBar() {
  const { t, i18n } = useTranslation();
  const alarms = useMirror((mirror) => mirror.status.alarms.length);
  const live = useMirror((mirror) => mirror.sessions.size);
  const lostAt = useAuthorityStore((state) => state.lostAt);
  return (
    <header className={classes.top}>
      <output>
        {lostAt === undefined ? (
          <Mark tone="ok">{t('top.live', { count: live })}</Mark>
        ) : (
          <Mark tone="warn">
            {t('top.lost', { time: formatClock(lostAt, getFormatLanguage(i18n.language)) })}
          </Mark>
        )}
      </output>
      {alarms > 0 && (
        <a className={classes.alarms} href="#/overview">
          <Mark tone="warn">{t('top.alarms', { count: alarms })}</Mark>
        </a>
      )}
      <SignedInAdmin />
    </header>
  );
}

function Logo() {
  return (
    <svg viewBox="0 0 512 512" width="28" height="28" className={classes.logo}>
      <rect width="512" height="512" rx="120" fill="#1f3a5f" />
      <path d="M240 144h160" stroke="#ffffff" strokeWidth="40" strokeLinecap="round" />
      <path d="M240 256h160M240 368h160" stroke="#8f9db0" strokeWidth="40" strokeLinecap="round" />
      <circle cx="144" cy="256" r="24" fill="#8f9db0" />
      <circle cx="144" cy="368" r="24" fill="#8f9db0" />
      <path
        d="M96 148l36 36 68-84"
        fill="none"
        stroke="#5fe0a0"
        strokeWidth="44"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
