import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useAuthorityStore } from '../authority/authority-store.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { readSetting } from './read-setting.ts';
import { sectionNames, settingItems, type SectionName } from './setting-items.ts';
import { useSettingWords } from './use-setting-words.ts';
import { useValueWords } from './use-value-words.ts';

/** One setting, of the install or of this window and computer, with all that it is found by. */
export interface SettingText {
  readonly section: SectionName;
  /** Its `data-place` on the Settings screen. */
  readonly place: string;
  readonly title: string;
  readonly sectionTitle: string;
  /** What it is called elsewhere. */
  readonly more: string;
  /** What it is about, and its value. */
  readonly far: string;
}

/** For the command box and the search of the Settings screen, which find the same. */
export function useSettingTexts(): readonly SettingText[] {
  const { t } = useTranslation();
  const wordsOf = useSettingWords();
  const toValue = useValueWords();
  const settings = useMirror((mirror) => mirror.settings);
  const inBrowser = useAuthorityStore(({ shell }) => shell?.signedInAs !== undefined);
  return useMemo(() => {
    const text = (
      section: SectionName,
      place: string,
      title: string,
      more: string,
      far: string,
    ): SettingText => ({
      section,
      place,
      title,
      sectionTitle: t(`settings.sections.${section}.title`),
      more,
      far,
    });
    /** Of what a section draws by itself. */
    const own = (section: SectionName, place: string, title: string, more: string, far: string) =>
      text(section, place, title, more, `${far} ${t(`settings.sections.${section}.search`)}`);
    const schemes = (['auto', 'light', 'dark'] as const).map((one) => t(`appearance.schemes.${one}`));
    return [
      own('appearance', 'setting theme', t('appearance.scheme'), schemes.join(' '), ''),
      own(
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
            own(
              'general',
              'setting running',
              t('runningStep.title'),
              `${t('runningStep.always')} ${t('runningStep.withMe')}`,
              t('runningStep.description'),
            ),
            own('general', 'setting autostart', t('autostart.label'), '', t('autostart.description')),
            ...(['tray', 'notifications'] as const).map((name) =>
              own('general', `setting ${name}`, t(`desktop.${name}`), name, t(`desktop.${name}Description`)),
            ),
          ]),
      own(
        'general',
        'setting versions',
        t('general.version'),
        `${t('general.dataDir')} ${t('general.disk')}`,
        '',
      ),
      own('security', 'console sessions', t('consoleSessions.title'), '', ''),
      ...sectionNames.flatMap((section) =>
        settingItems[section].map(({ key, input, topic }) => {
          const { label, description } = wordsOf(key);
          const value = toValue(input, readSetting(settings, key));
          const far = `${description} ${value}`;
          return text(section, `setting ${key}`, label, `${key} ${t(`settings.words.${topic}`)}`, far);
        }),
      ),
    ];
  }, [t, wordsOf, toValue, settings, inBrowser]);
}
