import { IconAdjustments } from '@tabler/icons-react';
import { useMemo } from 'react';
import { linkTo } from '../../pieces/link-to.ts';
import { useSettingTexts } from '../../pieces/use-setting-texts.ts';
import type { BoxEntry } from './box-entry.ts';

/** Every setting, by all that the search of the Settings screen finds it by; also those of this window and computer. */
export function useSettingEntries(): readonly BoxEntry[] {
  const texts = useSettingTexts();
  return useMemo(
    () =>
      texts.map(({ place, title, sectionTitle, more, far }): BoxEntry => ({
        id: place,
        icon: IconAdjustments,
        title,
        detail: sectionTitle,
        more,
        far,
        target: { type: 'place', link: linkTo('settings'), place },
      })),
    [texts],
  );
}
