import { SegmentedControl, Select, Text, useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { setLanguage } from '../text/i18n.ts';
import classes from './settings-screen.module.css';

const schemes = ['auto', 'light', 'dark'] as const;

/** How this window looks and what it speaks; kept in the window, not in the install. */
export function AppearanceSection() {
  const { t, i18n } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const languages = Object.keys(i18n.options.resources ?? {});
  return (
    <>
      <div className={classes.part}>
        <Text fw={500} id="settings-scheme">
          {t('appearance.scheme')}
        </Text>
        <SegmentedControl
          aria-labelledby="settings-scheme"
          style={{ justifySelf: 'start' }}
          data={schemes.map((value) => ({ value, label: t(`appearance.schemes.${value}`) }))}
          value={colorScheme}
          onChange={(next) => setColorScheme(schemes.find((one) => one === next) ?? 'auto')}
        />
      </div>
      <div className={classes.part}>
        <Select
          label={t('appearance.language')}
          description={t('appearance.languageDescription')}
          maw="20rem"
          data={languages.map((value) => ({ value, label: nameOf(value) }))}
          value={i18n.language}
          onChange={(next) => {
            if (next !== null) setLanguage(next);
          }}
        />
      </div>
    </>
  );
}

/** In the language itself: who does not read the present one finds the own one. */
function nameOf(language: string): string {
  const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}
