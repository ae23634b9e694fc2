import { ActionIcon, Tooltip } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../ui/copy-button.tsx';
import classes from './portal-address.module.css';

interface Properties {
  readonly url: string;
  /** Can be opened in the browser of this PC. */
  readonly openable?: boolean;
}

/** An address to give to people. */
export function PortalAddress({ url, openable = false }: Properties) {
  const { t } = useTranslation();
  return (
    <div className={classes.line}>
      <span className={classes.url}>{url}</span>
      <CopyButton text={url} label={t('address.copy', { url })} />
      {openable && (
        <Tooltip label={t('address.open')}>
          <ActionIcon
            variant="subtle"
            aria-label={t('address.openLabel', { url })}
            onClick={() => void window.rollcallShell.openPortal(url)}
          >
            <IconExternalLink size={16} />
          </ActionIcon>
        </Tooltip>
      )}
    </div>
  );
}
