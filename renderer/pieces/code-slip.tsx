import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../ui/copy-button.tsx';
import { QrCode } from '../ui/qr-code.tsx';
import type { AddedUser } from './add-user-form.tsx';
import { makeCodeUrl } from './make-code-url.ts';
import classes from './one-time-code.module.css';

interface Properties extends Omit<AddedUser, 'expiresAt'> {
  /** Struck through, with nothing left to scan or copy of it, in the same room. */
  readonly isUsed?: boolean;
}

/** Where name and one-time code are exchanged for a password: to scan, or to type. Scanned, the name is there already. */
export function CodeSlip({ userName, code, url, isUsed = false }: Properties) {
  const { t } = useTranslation();
  const scanned = makeCodeUrl(url, userName);
  return (
    <div className={classes.slip} data-used={isUsed || undefined}>
      <QrCode text={scanned} label={t('address.qr', { url: scanned })} size={148} />
      <div className={classes.lines}>
        <Line name={t('code.address')} value={url} copyLabel={t('code.copyAddress')} />
        <Line name={t('code.user')} value={userName} copyLabel={t('code.copyUser')} />
        <Line name={t('code.code')} value={code} copyLabel={t('code.copyCode')} large isUsed={isUsed} />
      </div>
    </div>
  );
}

interface LineProperties {
  readonly name: string;
  readonly value: string;
  readonly copyLabel: string;
  readonly large?: boolean;
  readonly isUsed?: boolean;
}

function Line({ name, value, copyLabel, large = false, isUsed = false }: LineProperties) {
  return (
    <div className={classes.line} data-used={isUsed || undefined}>
      <Text size="sm" c="dimmed">
        {name}
      </Text>
      <span className={classes.value} data-large={large || undefined}>
        {isUsed ? <s>{value}</s> : value}
      </span>
      <span className={classes.copy}>
        <CopyButton text={value} label={copyLabel} />
      </span>
    </div>
  );
}
