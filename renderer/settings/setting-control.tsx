import { ColorInput, Select, Switch, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { appSessionsSchema, policySchema } from '../../shared/model/limit.ts';
import { LimitInput } from '../pieces/limit-input.tsx';
import { DurationInput } from '../ui/duration-input.tsx';
import { NumberField } from '../ui/number-field.tsx';
import type { SettingInput } from '../pieces/setting-items.ts';

interface Properties {
  readonly input: SettingInput;
  readonly label: string;
  readonly describedBy: string;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

/** Colours that are easy to tell apart; any other can be typed. */
const swatches = ['#1f5f8b', '#12705f', '#8a4b08', '#9a2f2a', '#5b3f9e', '#2f6b2f', '#444b55'];

/** The control of one setting. Its words stand beside it, so it carries them for those who do not see them there. */
export function SettingControl({ input, label, describedBy, value, onChange }: Properties) {
  const { t } = useTranslation();
  const named = { 'aria-label': label, 'aria-describedby': describedBy };
  switch (input.kind) {
    case 'text':
      return (
        <TextInput
          {...named}
          value={String(value)}
          maxLength={input.maxLength}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'lines':
      return (
        <Textarea
          {...named}
          rows={3}
          value={String(value)}
          maxLength={input.maxLength}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'list':
      return (
        <TagsInput
          {...named}
          value={Array.isArray(value) ? value.map(String) : []}
          placeholder={t('settings.listPlaceholder')}
          onChange={(next) => onChange(next)}
        />
      );
    case 'number':
      return (
        <NumberField {...named} min={input.min} max={input.max} value={Number(value)} onChange={onChange} />
      );
    case 'seconds':
      return (
        <DurationInput
          label={label}
          labelHidden
          withSeconds
          error={Number(value) > input.max ? t('settings.tooLong') : undefined}
          seconds={Number(value)}
          onChange={onChange}
        />
      );
    case 'switch':
      return (
        <Switch
          {...named}
          checked={value === true}
          onLabel={t('settings.on')}
          offLabel={t('settings.off')}
          size="md"
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case 'limit':
      return (
        <LimitInput
          label=""
          groupLabel={label}
          value={value === 'unlimited' ? 'unlimited' : Number(value)}
          onChange={(next) => onChange(next)}
        />
      );
    case 'policy':
      return (
        <Select
          {...named}
          data={policySchema.options.map((one) => ({ value: one, label: t(`policy.${one}.label`) }))}
          value={String(value)}
          onChange={(next) => onChange(next)}
        />
      );
    case 'appSessions':
      return (
        <Select
          {...named}
          data={appSessionsSchema.options.map((one) => ({
            value: one,
            label: t(`appSessions.${one}.label`),
          }))}
          value={String(value)}
          onChange={(next) => onChange(next)}
        />
      );
    case 'colour':
      return (
        <ColorInput
          {...named}
          value={String(value)}
          format="hex"
          swatches={swatches}
          // The sliders of the kit have no names.
          withPicker={false}
          withEyeDropper={false}
          placeholder={t('settings.ownColour')}
          onChange={(next) => onChange(next.toLowerCase())}
        />
      );
  }
}
