import {
  IconAdjustments,
  IconDatabase,
  IconFileDownload,
  IconFileImport,
  IconKeyboard,
  IconLogout,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlus,
  IconQrcode,
  IconUserPlus,
  IconWand,
  type Icon,
} from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import {
  consoleActs,
  consoleScreens,
  type ConsoleAct,
  type ConsoleCommand,
} from '../../../shared/contract/console-command.ts';
import { shortcuts, type Shortcut } from '../../../shared/contract/shortcuts.ts';
import { useMirror } from '../../authority/use-mirror.ts';
import { linkTo } from '../../pieces/link-to.ts';
import { sectionNames, settingItems } from '../../pieces/setting-items.ts';
import { useSettingWords } from '../../pieces/use-setting-words.ts';
import { useKeyWords } from '../use-key-words.ts';
import { screenIcons } from '../screen-icons.ts';
import type { BoxEntry } from './box-entry.ts';

const actIcons: Readonly<Record<ConsoleAct, Icon>> = {
  addUser: IconUserPlus,
  importUsers: IconFileImport,
  addApp: IconPlus,
  shareAddress: IconQrcode,
  pauseQuarter: IconPlayerPause,
  pauseHour: IconPlayerPause,
  pauseUntilResumed: IconPlayerPause,
  resumeSignIns: IconPlayerPlay,
  backUp: IconDatabase,
  endEveryone: IconLogout,
  exportAudit: IconFileDownload,
};

/** What is there whoever is signed in: screens, things to do, settings. */
export function useFixedEntries() {
  const { t } = useTranslation();
  const paused = useMirror((mirror) => mirror.status.paused !== undefined);
  const wordsOf = useSettingWords();
  const writeKeys = useKeyWords();
  const screens = consoleScreens.map((screen): BoxEntry => {
    const command = { type: 'screen', screen } as const;
    const isSetup = screen === 'first-run';
    return {
      id: `screen ${screen}`,
      icon: isSetup ? IconWand : screenIcons[screen],
      title: isSetup ? t('firstRun.title') : t(`nav.${screen}`),
      ...keysOf((one) => one?.type === 'screen' && one.screen === screen),
      target: command,
    };
  });
  const isOffered = (act: ConsoleAct): boolean =>
    act === 'resumeSignIns' ? paused : !(paused && act.startsWith('pause'));
  const acts = consoleActs.filter(isOffered).map((act): BoxEntry => ({
    id: `act ${act}`,
    icon: actIcons[act],
    title: t(`box.acts.${act}`),
    ...keysOf((one) => one?.type === 'act' && one.act === act),
    target: { type: 'act', act },
  }));
  const sheet: BoxEntry = {
    id: 'act shortcuts',
    icon: IconKeyboard,
    title: t('shortcuts.title'),
    ...keysOf((one) => one?.type === 'shortcuts'),
    target: { type: 'shortcuts' },
  };
  const settings = sectionNames.flatMap((section) =>
    settingItems[section].map(({ key }): BoxEntry => ({
      id: `setting ${key}`,
      icon: IconAdjustments,
      title: wordsOf(key).label,
      detail: t(`settings.sections.${section}.title`),
      more: key,
      target: { type: 'place', link: linkTo('settings'), place: `setting ${key}` },
    })),
  );
  // Made anew with each state of pause and language, not with every letter that is typed.
  // oxlint-disable-next-line react/exhaustive-deps
  return useMemo(() => ({ screens, acts: [...acts, sheet], settings }), [t, paused]);

  function keysOf(isMeant: (command: ConsoleCommand | undefined) => boolean): { readonly keys?: string } {
    const found = (shortcuts as readonly Shortcut[]).find(({ command }) => isMeant(command));
    return found === undefined ? {} : { keys: writeKeys(found.keys[0]) };
  }
}
