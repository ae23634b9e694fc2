import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FieldProperties } from './field-properties.ts';

/** Where the app is told that a session has ended. */
export function BackchannelField({ draft, onChange, errorOf }: FieldProperties) {
  const { t } = useTranslation();
  return (
    <TextInput
      dir="ltr"
      label={t('appFields.backchannel')}
      description={t('appFields.backchannelDescription')}
      placeholder="https://192.168.1.20/backchannel-logout"
      value={draft.backchannelLogoutUri}
      error={errorOf('backchannelLogoutUri')}
      data-field="backchannelLogoutUri"
      onChange={(event) => onChange({ backchannelLogoutUri: event.currentTarget.value })}
    />
  );
}
