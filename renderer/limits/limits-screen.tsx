import { useTranslation } from 'react-i18next';
import { Screen } from '../ui/screen.tsx';
import { DefaultLimitPanel } from './default-limit-panel.tsx';
import { ExpiryPanel } from './expiry-panel.tsx';

export function LimitsScreen() {
  const { t } = useTranslation();
  return (
    <Screen title={t('limits.title')} description={t('limits.description')}>
      <DefaultLimitPanel />
      <ExpiryPanel />
    </Screen>
  );
}
