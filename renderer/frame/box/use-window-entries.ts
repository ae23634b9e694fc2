import { IconAppWindow } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { windowActs, type WindowAct } from '../../../shared/contract/console-command.ts';
import { useAuthorityStore } from '../../authority/authority-store.ts';
import type { BoxEntry } from './box-entry.ts';
import { useKeysOf } from './use-keys-of.ts';

const inBrowsers: readonly WindowAct[] = ['openPortal', 'print'];

/** What the menus of the window do by themselves; in a browser, what of it can be done there. */
export function useWindowEntries(): readonly BoxEntry[] {
  const { t } = useTranslation();
  const keysOf = useKeysOf();
  const inBrowser = useAuthorityStore(({ shell }) => shell?.signedInAs !== undefined);
  const phase = useAuthorityStore(({ shell }) => shell?.authority.phase);
  const isService = useAuthorityStore(({ shell }) => shell?.authority.holder !== undefined);
  return useMemo(() => {
    const isDown = phase === 'stopped' || phase === 'failed';
    const isOffered = (act: WindowAct): boolean => {
      if (inBrowser) return inBrowsers.includes(act);
      if (act === 'openPortal') return phase === 'ready';
      if (act === 'stopAuthority') return !isDown && !isService;
      return act !== 'startAuthority' || isDown;
    };
    return windowActs.filter(isOffered).map((act): BoxEntry => {
      const words = act === 'actualSize' || act === 'zoomIn' || act === 'zoomOut' ? 'size' : act;
      return {
        id: `window ${act}`,
        icon: IconAppWindow,
        title: t(`box.window.${act}`),
        more: t(`box.words.acts.${words}`),
        ...keysOf((_command, id) => id === act),
        target: { type: 'window', act },
      };
    });
    // oxlint-disable-next-line react/exhaustive-deps
  }, [t, inBrowser, phase, isService]);
}
