import { IconWand } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { consoleScreens } from '../../../shared/contract/console-command.ts';
import { screenIcons } from '../screen-icons.ts';
import type { BoxEntry } from './box-entry.ts';
import { useActEntries } from './use-act-entries.ts';
import { useKeysOf } from './use-keys-of.ts';
import { usePlaceEntries } from './use-place-entries.ts';
import { useSettingEntries } from './use-setting-entries.ts';
import { useWindowEntries } from './use-window-entries.ts';

/** What is there whoever is signed in: screens and places on them, things to do, settings. */
export function useFixedEntries() {
  const { t } = useTranslation();
  const keysOf = useKeysOf();
  const places = usePlaceEntries();
  const acts = useActEntries();
  const inWindow = useWindowEntries();
  const settings = useSettingEntries();
  return useMemo(() => {
    const screens = consoleScreens.map((screen): BoxEntry => {
      const isSetup = screen === 'first-run';
      return {
        id: `screen ${screen}`,
        icon: isSetup ? IconWand : screenIcons[screen],
        title: isSetup ? t('overview.again') : t(`nav.${screen}`),
        more: isSetup
          ? `${t('firstRun.title')} ${t('box.words.screens.firstRun')}`
          : `${t(screen === 'overview' ? 'nav.overview' : `${screen}.title`)} ${t(`box.words.screens.${screen}`)}`,
        ...keysOf((one) => one?.type === 'screen' && one.screen === screen),
        target: { type: 'screen', screen },
      };
    });
    return { screens, places, acts, inWindow, settings };
    // Made anew with each state of pause and language, not with every letter that is typed.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [t, places, acts, inWindow, settings]);
}
