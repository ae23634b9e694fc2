import { IconPrinter, IconTag, type Icon } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { linkTo, openIdConnectPart } from '../../pieces/link-to.ts';
import { screenIcons } from '../screen-icons.ts';
import type { BoxEntry, BoxTarget } from './box-entry.ts';

const limitTabs = ['seats', 'everyone', 'groups', 'whatIf', 'file'] as const;

/** Tabs and other places that are no screen of their own. */
export function usePlaceEntries(): readonly BoxEntry[] {
  const { t } = useTranslation();
  return useMemo(() => {
    const place = (
      id: string,
      icon: Icon,
      title: string,
      detail: string,
      more: string,
      target: BoxTarget,
    ): BoxEntry => ({ id: `place ${id}`, icon, title, detail, more, target });
    const sessionTab = (name: 'ended' | 'blocked', title: string): BoxEntry =>
      place(
        `sessions ${name}`,
        screenIcons.sessions,
        title,
        t('nav.sessions'),
        t(`box.words.places.${name}`),
        { type: 'place', link: linkTo('sessions'), place: `sessions ${name}`, press: true },
      );
    return [
      sessionTab('ended', t('sessions.ended')),
      sessionTab('blocked', t('blocked.title')),
      ...limitTabs.map((name) =>
        place(
          `limits ${name}`,
          screenIcons.limits,
          t(`limits.tabs.${name}`),
          t('nav.limits'),
          t(`box.words.places.${name}`),
          { type: 'place', link: linkTo('limits'), place: `limits ${name}`, press: true },
        ),
      ),
      place('openid', IconTag, t('apps.tabs.openid'), t('nav.apps'), t('box.words.places.openid'), {
        type: 'screen',
        screen: 'apps',
        part: openIdConnectPart,
      }),
      place('poster', IconPrinter, t('poster.open'), t('nav.network'), t('box.words.places.poster'), {
        type: 'place',
        link: linkTo('network'),
        place: 'poster',
        press: true,
      }),
    ];
  }, [t]);
}
