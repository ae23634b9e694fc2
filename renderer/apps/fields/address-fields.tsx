import { Checkbox, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isPlain } from '../app-draft.ts';
import type { FieldProperties } from './field-properties.ts';

const placeholders = {
  gateway: 'https://192.168.1.5:8444',
  'forward-auth': 'https://192.168.1.20',
  oidc: 'https://192.168.1.20',
} as const;

/** Under which address people open the app. */
export function AddressFields({ kind, draft, onChange, errorOf }: FieldProperties) {
  const { t } = useTranslation();
  return (
    <>
      <TextInput
        dir="ltr"
        label={t('appFields.url')}
        description={t(`appFields.urlDescription.${kind}`)}
        placeholder={placeholders[kind]}
        value={draft.url}
        error={errorOf('url')}
        data-field="url"
        onChange={(event) => onChange({ url: event.currentTarget.value })}
      />
      {kind !== 'gateway' && isPlain(draft) && (
        <Checkbox
          label={t('appFields.plainHttp')}
          description={t('appFields.plainHttpDescription')}
          checked={draft.plainHttp}
          error={errorOf('plainHttp')}
          data-field="plainHttp"
          onChange={(event) => onChange({ plainHttp: event.currentTarget.checked })}
        />
      )}
    </>
  );
}
