import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FieldProperties } from './field-properties.ts';

export function NameField({ draft, onChange, errorOf }: FieldProperties) {
  const { t } = useTranslation();
  return (
    <TextInput
      label={t('appFields.name')}
      description={t('appFields.nameDescription')}
      maxLength={60}
      value={draft.name}
      error={errorOf('name')}
      data-field="name"
      data-autofocus
      onChange={(event) => onChange({ name: event.currentTarget.value })}
    />
  );
}
