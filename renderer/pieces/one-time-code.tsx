import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../ui/copy-button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Moment } from './moment.tsx';
import classes from './one-time-code.module.css';

interface Properties {
  readonly userName: string;
  readonly code: string;
  readonly url: string;
  readonly expiresAt: string;
}

/** What the admin hands to a person, shown this once. */
export function OneTimeCode({ userName, code, url, expiresAt }: Properties) {
  const { t } = useTranslation();
  return (
    <Stack gap="md">
      <Text>{t('code.give', { name: userName })}</Text>
      <div className={classes.slip}>
        <Line name={t('code.address')} value={url} copyLabel={t('code.copyAddress')} />
        <Line name={t('code.user')} value={userName} copyLabel={t('code.copyUser')} />
        <Line name={t('code.code')} value={code} copyLabel={t('code.copyCode')} large />
      </div>
      <Group justify="space-between" gap="sm">
        <Text size="sm" c="dimmed">
          {t('code.expires')} <Moment iso={expiresAt} />
        </Text>
        <CopyButton
          text={t('code.slip', { url, name: userName, code })}
          label={t('code.copyAll')}
          look="default"
        />
      </Group>
      <Notice tone="info">{t('code.once')}</Notice>
    </Stack>
  );
}

interface LineProperties {
  readonly name: string;
  readonly value: string;
  readonly copyLabel: string;
  readonly large?: boolean;
}

function Line({ name, value, copyLabel, large = false }: LineProperties) {
  return (
    <div className={classes.line}>
      <Text size="sm" c="dimmed">
        {name}
      </Text>
      <span className={classes.value} data-large={large || undefined}>
        {value}
      </span>
      <CopyButton text={value} label={copyLabel} />
    </div>
  );
}
