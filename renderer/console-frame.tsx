import { VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import iconUrl from '../build/icons/icon.svg?no-inline';
import { useAuthorityStore } from './authority/authority-store.ts';
import { useMirror } from './authority/use-mirror.ts';
import classes from './console-frame.module.css';
import { StaleBanner } from './down/stale-banner.tsx';
import { FindButton } from './frame/find-button.tsx';
import { FrameDialogs } from './frame/frame-dialogs.tsx';
import { FrameFailure } from './frame/frame-failure.tsx';
import { screenIcons } from './frame/screen-icons.ts';
import { useConsoleCommands } from './frame/use-console-commands.ts';
import { useFocusOfScreen } from './frame/use-focus-of-screen.ts';
import { formatClock, getFormatLanguage } from './pieces/format-moment.ts';
import { linkTo } from './pieces/link-to.ts';
import { UnsavedDot } from './pieces/unsaved-dot.tsx';
import { useIsUnsaved } from './pieces/use-draft.ts';
import { goWithArrows } from './ui/go-with-arrows.ts';
import { SignedInAdmin } from './pieces/signed-in-admin.tsx';
import { Mark } from './ui/mark.tsx';
import { Toasts } from './ui/toasts/toasts.tsx';
import type { NavigationName } from './use-route.ts';

const entries = Object.keys(screenIcons) as readonly NavigationName[];

/** Navigation and top bar around a screen. */
export function ConsoleFrame({
  route,
  part,
  children,
}: {
  readonly route: NavigationName;
  readonly part: string | undefined;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation();
  const stale = useAuthorityStore((state) => state.connection !== 'live');
  const { choose, endSessions, announcement, failure } = useConsoleCommands();
  useFocusOfScreen(linkTo(route, part));
  return (
    <div className={classes.frame}>
      <a className={classes.skip} href="#main" onClick={focusMain}>
        {t('nav.skip')}
      </a>
      {/* Arrows only go along the links inside. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <nav
        className={classes.nav}
        aria-label={t('nav.label')}
        data-region="navigation"
        onKeyDown={goWithArrows}
      >
        <div className={classes.brand} aria-hidden>
          <img src={iconUrl} alt="" width="28" height="28" className={classes.logo} />
          <span className={classes.word}>{t('nav.brand')}</span>
        </div>
        <ul className={classes.entries}>
          {entries.map((name) => (
            <li key={name}>
              <Entry name={name} isHere={route === name} />
            </li>
          ))}
        </ul>
      </nav>
      <div className={classes.column}>
        <TopBar />
        <div data-region="banner">
          <StaleBanner />
          <FrameFailure failure={failure} />
        </div>
        <main
          id="main"
          tabIndex={-1}
          className={classes.main}
          data-region="content"
          data-stale={stale || undefined}
        >
          {children}
        </main>
      </div>
      <Toasts />
      <FrameDialogs onChoose={choose} endSessions={endSessions} />
      <VisuallyHidden component="output">{announcement}</VisuallyHidden>
    </div>
  );
}

function Entry({ name, isHere }: { readonly name: NavigationName; readonly isHere: boolean }) {
  const { t } = useTranslation();
  const isUnsaved = useIsUnsaved(name);
  const Shape = screenIcons[name];
  return (
    <a
      href={linkTo(name)}
      className={classes.entry}
      aria-current={isHere ? 'page' : undefined}
      title={t(`nav.${name}`)}
    >
      <Shape size={20} stroke={1.75} aria-hidden />
      <span className={classes.word}>{t(`nav.${name}`)}</span>
      {isUnsaved && (
        <span className={classes.unsaved}>
          <UnsavedDot />
        </span>
      )}
    </a>
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
    <header className={classes.top} data-region="top">
      <FindButton />
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
