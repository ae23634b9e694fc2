import { IconAdjustments } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useAuthorityStore } from '../../authority/authority-store.ts';
import { linkTo } from '../../pieces/link-to.ts';
import { sectionNames, settingItems, type SectionName } from '../../pieces/setting-items.ts';
import { useSettingWords } from '../../pieces/use-setting-words.ts';
import type { BoxEntry } from './box-entry.ts';

/** Every setting, by all that the search of the Settings screen finds it by; also those of this window and computer. */
export function useSettingEntries(): readonly BoxEntry[] {
  const { t } = useTranslation();
  const wordsOf = useSettingWords();
  const inBrowser = useAuthorityStore(({ shell }) => shell?.signedInAs !== undefined);
  return useMemo(() => {
    const entry = (
      section: SectionName,
      place: string,
      title: string,
      more: string,
      far: string,
    ): BoxEntry => ({
      id: place,
      icon: IconAdjustments,
      title,
      detail: t(`settings.sections.${section}.title`),
      more,
      far: `${far} ${t(`settings.sections.${section}.search`)}`,
      target: { type: 'place', link: linkTo('settings'), place },
    });
    const schemes = (['auto', 'light', 'dark'] as const).map((one) => t(`appearance.schemes.${one}`));
    return [
      entry('appearance', 'setting theme', t('appearance.scheme'), schemes.join(' '), ''),
      entry(
        'appearance',
        'setting language',
        t('appearance.language'),
        '',
        t('appearance.languageDescription'),
      ),
      // They are of the computer that a browser may be far from.
      ...(inBrowser
        ? []
        : [
            entry(
              'general',
              'setting running',
              t('runningStep.title'),
              `${t('runningStep.always')} ${t('runningStep.withMe')}`,
              t('runningStep.description'),
            ),
            entry('general', 'setting autostart', t('autostart.label'), '', t('autostart.description')),
          ]),
      ...(inBrowser ? [] : (['tray', 'notifications'] as const)).map((name) =>
        entry('general', `setting ${name}`, t(`desktop.${name}`), name, t(`desktop.${name}Description`)),
      ),
      entry(
        'general',
        'setting versions',
        t('general.version'),
        `${t('general.dataDir')} ${t('general.disk')}`,
        '',
      ),
      entry('security', 'console sessions', t('consoleSessions.title'), '', ''),
      ...sectionNames.flatMap((section) =>
        settingItems[section].map(({ key }) =>
          entry(section, `setting ${key}`, wordsOf(key).label, key, wordsOf(key).description),
        ),
      ),
    ];
  }, [t, wordsOf, inBrowser]);
}
