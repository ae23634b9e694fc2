import { Button } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { defaultSettings } from '../../shared/model/settings.ts';
import { readSetting, sameValue } from '../pieces/read-setting.ts';
import { SettingControl } from './setting-control.tsx';
import type { SettingItem } from '../pieces/setting-items.ts';
import classes from './settings-screen.module.css';
import { useSettingWords } from '../pieces/use-setting-words.ts';
import { useValueWords } from '../pieces/use-value-words.ts';

interface Properties {
  readonly item: SettingItem;
  readonly value: unknown;
  readonly changed: boolean;
  readonly onChange: (value: unknown) => void;
}

/** What a setting is called, what it does, what it usually is, and its control. */
export function SettingRow({ item, value, changed, onChange }: Properties) {
  const { t } = useTranslation();
  const { label, description } = useSettingWords()(item.key);
  const toWords = useValueWords();
  const describedBy = useId();
  const usual = readSetting(defaultSettings, item.key);
  const isUsual = sameValue(value, usual);
  return (
    <div className={classes.row} data-changed={changed || undefined}>
      <div className={classes.words}>
        <div className={classes.label}>{label}</div>
        <p id={describedBy} className={classes.description}>
          {description}
        </p>
        <p className={classes.usual}>
          {t('settings.default', { value: toWords(item.input, usual) })}
          {!isUsual && (
            <Button
              size="compact-xs"
              variant="subtle"
              aria-label={t('settings.backLabel', { name: label })}
              onClick={() => onChange(usual)}
            >
              {t('settings.back')}
            </Button>
          )}
        </p>
        <code className={classes.key}>{item.key}</code>
      </div>
      <div className={classes.control} data-place={`setting ${item.key}`}>
        <SettingControl
          input={item.input}
          label={label}
          describedBy={describedBy}
          value={value}
          onChange={onChange}
        />
      </div>
    </div>
  );
}
