import { SegmentedControl, Select, Text, useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isLanguage } from '../../shared/languages.ts';
import { chosenLanguage, listLanguages, setLanguage } from '../text/languages.ts';
import classes from './settings-screen.module.css';

const asSystem = 'system';
const schemes = ['auto', 'light', 'dark'] as const;

/** How this window looks and what it speaks; kept in the window, not in the install. */
export function AppearanceSection() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <>
      <div className={classes.part} data-place="setting theme">
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
      <div className={classes.part} data-place="setting language">
        <Select
          label={t('appearance.language')}
          description={t('appearance.languageDescription')}
          maw="20rem"
          allowDeselect={false}
          data={[
            { value: asSystem, label: t('appearance.languageOfSystem') },
            ...listLanguages().map(({ language, name }) => ({ value: language, label: name })),
          ]}
          value={chosenLanguage() ?? asSystem}
          onChange={(next) => setLanguage(isLanguage(next) ? next : undefined)}
        />
      </div>
    </>
  );
}
