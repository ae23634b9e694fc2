import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LimitValue, Policy } from '../../shared/model/limit.ts';
import { useLimitWords } from '../pieces/use-limit-words.ts';
import classes from './limits-screen.module.css';

/** The rule as a story, with the numbers as they are set. */
export function Example({ limit, policy }: { readonly limit: LimitValue; readonly policy: Policy }) {
  const { t } = useTranslation();
  const words = useLimitWords();
  return (
    <aside className={classes.example} aria-label={t('example.title')}>
      <Text fw={600} size="sm">
        {t('example.title')}
      </Text>
      {limit === 'unlimited' && <p>{t('example.unlimited')}</p>}
      {limit === 0 && <p>{t('example.zero')}</p>}
      {typeof limit === 'number' && limit > 0 && (
        <>
          <p>{t('example.start', { count: limit, devices: words.devices(limit) })}</p>
          <p>{t(`example.${policy}`, { count: limit })}</p>
        </>
      )}
    </aside>
  );
}
