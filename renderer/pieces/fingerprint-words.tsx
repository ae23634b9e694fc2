import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Status } from '../../shared/model/status.ts';
import { Breakable } from '../ui/breakable.tsx';
import classes from './fingerprint-words.module.css';

/** The CA's fingerprint as people compare it: in words, with the digits below. */
export function FingerprintWords({ certificate }: { readonly certificate: Status['certificate'] }) {
  const { t } = useTranslation();
  return (
    <div>
      <ol className={classes.words} aria-label={t('certificate.words')}>
        {certificate.caFingerprintWords.map((word, place) => (
          // The same word may come twice; its place is what it is.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={place}>{word}</li>
        ))}
      </ol>
      <Text size="xs" c="dimmed" mt="xs" className={classes.digits}>
        <Breakable text={certificate.caFingerprint} at={/(?<=:)/} />
      </Text>
    </div>
  );
}
