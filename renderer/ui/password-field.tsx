import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** A password that can be shown, with the keyboard as well. */
export function PasswordField(properties: Omit<PasswordInputProps, 'visibilityToggleButtonProps'>) {
  const { t } = useTranslation();
  return (
    <PasswordInput
      {...properties}
      visibilityToggleButtonProps={{ 'aria-label': t('ui.reveal'), tabIndex: 0 }}
    />
  );
}
