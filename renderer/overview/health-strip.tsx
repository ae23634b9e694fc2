import { ActionIcon, Anchor, Tooltip } from '@mantine/core';
import { IconQrcode } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alarm, Status } from '../../shared/model/status.ts';
import { useAuthorityStore } from '../authority/authority-store.ts';
import { useAuthorityNow } from '../authority/use-authority-now.ts';
import { AddressText } from '../pieces/address-text.tsx';
import { formatClock, getFormatLanguage } from '../pieces/format-moment.ts';
import { linkTo } from '../pieces/link-to.ts';
import { Moment } from '../pieces/moment.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Mark, type MarkTone } from '../ui/mark.tsx';
import classes from './health-strip.module.css';

const dayMs = 24 * 3600_000;

interface Properties {
  readonly status: Status;
  readonly onShare: () => void;
}

/** Whether all that Rollcall stands on is well: a state and a number each. */
export function HealthStrip({ status, onShare }: Properties) {
  const { t, i18n } = useTranslation();
  const codes = new Set(status.alarms.map(({ code }) => code));
  const has = (...some: readonly Alarm['code'][]): boolean => some.some((code) => codes.has(code));
  const { certificate, lastBackupAt } = status;
  const lostAt = useAuthorityStore((state) => state.lostAt);
  const language = getFormatLanguage(i18n.language);
  /** What was known last is neither well nor ill now. */
  const known = (tone: MarkTone): MarkTone => (lostAt === undefined ? tone : 'quiet');
  const now = useAuthorityNow();
  const days = Math.max(0, Math.floor((Date.parse(certificate.validUntil) - now) / dayMs));
  return (
    <ul className={classes.strip} aria-label={t('healthStrip.label')}>
      {lostAt === undefined ? (
        <Item name={t('healthStrip.running')} tone={has('store_unavailable') ? 'bad' : 'ok'}>
          <Moment iso={status.runningSince} />
        </Item>
      ) : (
        <Item name={t('healthStrip.lost')} tone="bad">
          {t('healthStrip.lostSince', { time: formatClock(lostAt, language) })}
        </Item>
      )}
      <Item
        name={t('healthStrip.address')}
        tone={known(
          has('not_listening') ? 'bad' : has('address_changed', 'address_from_dhcp') ? 'warn' : 'ok',
        )}
        acts={
          <>
            <CopyButton text={status.origin} label={t('address.copy', { url: status.origin })} />
            <Tooltip label={t('healthStrip.qr')}>
              <ActionIcon variant="subtle" aria-label={t('healthStrip.qr')} onClick={onShare}>
                <IconQrcode size={16} />
              </ActionIcon>
            </Tooltip>
          </>
        }
      >
        <span className={classes.address}>
          <AddressText text={status.origin.replace(/^https:\/\//, '')} />
        </span>
      </Item>
      <Item
        name={t('healthStrip.certificate')}
        tone={known(
          has('certificate_expires', 'authority_expires', 'certificate_lacks_hosts') ? 'warn' : 'ok',
        )}
      >
        {t('healthStrip.days', { count: days })}
      </Item>
      <Item
        name={t('healthStrip.backup')}
        tone={known(
          has('backup_missing', 'backup_failed') ? 'warn' : lastBackupAt === undefined ? 'waiting' : 'ok',
        )}
      >
        <Anchor href={linkTo('backup')}>
          {lastBackupAt === undefined ? t('healthStrip.never') : <Moment iso={lastBackupAt} />}
        </Anchor>
      </Item>
      <Disk disk={status.disk} tone={known(has('disk_low', 'store_unavailable') ? 'warn' : 'ok')} />
      <Clock tone={known(has('clock_ahead', 'clock_behind', 'clock_jumped') ? 'warn' : 'ok')} now={now} />
    </ul>
  );
}

function Disk({ disk, tone }: { readonly disk: Status['disk']; readonly tone: MarkTone }) {
  const { t, i18n } = useTranslation();
  if (disk.totalBytes === 0)
    return (
      <Item name={t('healthStrip.disk')} tone="waiting">
        {t('healthStrip.unknown')}
      </Item>
    );
  const language = getFormatLanguage(i18n.language);
  return (
    <Item name={t('healthStrip.disk')} tone={tone}>
      {t('healthStrip.free', { size: formatSize(disk.freeBytes, language) })}
    </Item>
  );
}

function Clock({ tone, now }: { readonly tone: MarkTone; readonly now: number }) {
  const { t, i18n } = useTranslation();
  return (
    <Item name={t('healthStrip.clock')} tone={tone}>
      {formatClock(now, getFormatLanguage(i18n.language))}
    </Item>
  );
}

function Item({
  name,
  tone,
  acts,
  children,
}: {
  readonly name: string;
  readonly tone: MarkTone;
  readonly acts?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <li className={classes.item}>
      <div className={classes.name}>
        <Mark tone={tone}>{name}</Mark>
      </div>
      <div className={classes.value}>
        {children}
        {acts !== undefined && <span className={classes.acts}>{acts}</span>}
      </div>
    </li>
  );
}

function formatSize(bytes: number, language: string): string {
  const big = bytes >= 1e9;
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: big ? 'gigabyte' : 'megabyte',
    maximumFractionDigits: bytes >= 1e10 || !big ? 0 : 1,
  }).format(bytes / (big ? 1e9 : 1e6));
}
