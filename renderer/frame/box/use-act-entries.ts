import {
  IconDatabase,
  IconFileDownload,
  IconFileImport,
  IconKeyboard,
  IconLogout,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlus,
  IconQrcode,
  IconShieldCheck,
  IconUserPlus,
  type Icon,
} from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { consoleActs, type ConsoleAct } from '../../../shared/contract/console-command.ts';
import { useMirror } from '../../authority/use-mirror.ts';
import { linkTo } from '../../pieces/link-to.ts';
import type { BoxEntry } from './box-entry.ts';
import { useKeysOf } from './use-keys-of.ts';

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

/** Pausing has one list of words, however long it is for. */
const wordsOf = {
  addUser: 'addUser',
  importUsers: 'importUsers',
  addApp: 'addApp',
  shareAddress: 'shareAddress',
  pauseQuarter: 'pauseSignIns',
  pauseHour: 'pauseSignIns',
  pauseUntilResumed: 'pauseSignIns',
  resumeSignIns: 'resumeSignIns',
  backUp: 'backUp',
  endEveryone: 'endEveryone',
  exportAudit: 'exportAudit',
} as const satisfies Record<ConsoleAct, string>;

/** What can be done, with the words that people have for it. */
export function useActEntries(): readonly BoxEntry[] {
  const { t } = useTranslation();
  const keysOf = useKeysOf();
  const paused = useMirror((mirror) => mirror.status.paused !== undefined);
  return useMemo(() => {
    const isOffered = (act: ConsoleAct): boolean =>
      act === 'resumeSignIns' ? paused : !(paused && act.startsWith('pause'));
    const acts = consoleActs.filter(isOffered).map((act): BoxEntry => ({
      id: `act ${act}`,
      icon: actIcons[act],
      title: t(`box.acts.${act}`),
      more: t(`box.words.acts.${wordsOf[act]}`),
      ...keysOf((one) => one?.type === 'act' && one.act === act),
      target: { type: 'act', act },
    }));
    const chain: BoxEntry = {
      id: 'act checkChain',
      icon: IconShieldCheck,
      title: t('chain.act'),
      more: t('box.words.places.chain'),
      target: { type: 'place', link: linkTo('audit'), place: 'check-chain', press: true },
    };
    const sheet: BoxEntry = {
      id: 'act shortcuts',
      icon: IconKeyboard,
      title: t('shortcuts.title'),
      more: t('box.words.acts.shortcuts'),
      ...keysOf((one) => one?.type === 'shortcuts'),
      target: { type: 'shortcuts' },
    };
    return [...acts, chain, sheet];
    // oxlint-disable-next-line react/exhaustive-deps
  }, [t, paused]);
}
