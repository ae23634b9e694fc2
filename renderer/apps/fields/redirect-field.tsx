import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { addressesMax, readLines } from '../read-lines.ts';
import type { FieldProperties } from './field-properties.ts';

/** Where people come back to with the answer of who they are. */
export function RedirectField({ draft, onChange, errorOf }: FieldProperties) {
  const { t } = useTranslation();
  return (
    <Textarea
      dir="ltr"
      label={t('appFields.redirect')}
      description={t('appFields.redirectDescription')}
      placeholder="https://192.168.1.20/callback"
      value={draft.redirectUris}
      autosize
      minRows={1}
      maxRows={6}
      spellCheck={false}
      error={
        errorOf('redirectUris') ??
        (readLines(draft.redirectUris).length > addressesMax &&
          t('appFields.tooManyAddresses', { max: addressesMax }))
      }
      data-field="redirectUris"
      onChange={(event) => onChange({ redirectUris: event.currentTarget.value })}
    />
  );
}
