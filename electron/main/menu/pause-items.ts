import type { MenuItemConstructorOptions } from 'electron';
import type { ConsoleAct } from '../../../shared/contract/console-command.ts';
import { mainText } from '../text/main-text.ts';
import type { MenuState, MenuVerbs } from './menu-verbs.ts';

/** Letting nobody new in for a while, or again: as much as makes sense now. */
export function listPauseItems(
  {
    authorityReady,
    consoleListens,
    signInsPaused,
  }: Omit<MenuState, 'authorityRuns' | 'authorityIsService' | 'developer' | 'mac'>,
  { command }: Pick<MenuVerbs, 'command'>,
): MenuItemConstructorOptions[] {
  const words = mainText().menu;
  const enabled = authorityReady && consoleListens;
  const item = (label: string, act: ConsoleAct): MenuItemConstructorOptions => ({
    label,
    enabled,
    click: () => command({ type: 'act', act }),
  });
  if (signInsPaused) return [item(words.resume, 'resumeSignIns')];
  return [
    {
      label: words.pause,
      enabled,
      submenu: [
        item(words.pauseQuarter, 'pauseQuarter'),
        item(words.pauseHour, 'pauseHour'),
        item(words.pauseUntilResumed, 'pauseUntilResumed'),
      ],
    },
  ];
}
