import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** A password that can be shown, with the keyboard as well. */
export function PasswordField(properties: Omit<PasswordInputProps, 'visibilityToggleButtonProps'>) {
  const { t } = useTranslation();
  const isWrong = properties.error !== undefined && properties.error !== false && properties.error !== null;
  return (
    <PasswordInput
      {...properties}
      // The kit marks every other kind of field so.
      {...(isWrong ? { 'aria-invalid': true } : {})}
      visibilityToggleButtonProps={{ 'aria-label': t('ui.reveal'), tabIndex: 0 }}
    />
  );
}
