import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMirror } from '../authority/use-mirror.ts';
import type { AddedUser } from '../pieces/add-user-form.tsx';
import { CodeSlip } from '../pieces/code-slip.tsx';
import { PortalAddress } from '../pieces/portal-address.tsx';
import { Mark } from '../ui/mark.tsx';
import { Notice } from '../ui/notice.tsx';
import { QrCode } from '../ui/qr-code.tsx';
import classes from './first-run-screen.module.css';
import { StepFrame } from './step-frame.tsx';

interface Properties {
  /** Who was added last while this window was open: whose code can still be shown. */
  readonly added: AddedUser | undefined;
  readonly onFinish: () => void;
  readonly working: boolean;
}

/** The proof that the LAN reaches this PC: turns green by itself. */
export function DeviceStep({ added, onFinish, working }: Properties) {
  const { t } = useTranslation();
  const { setup, origin } = useMirror((mirror) => mirror.status);
  const isUsed = useMirror(({ users }) =>
    [...users.values()].some(({ name, state }) => name === added?.userName && state !== 'not_set_up'),
  );
  return (
    <StepFrame
      title={t('deviceStep.title')}
      description={t('deviceStep.description')}
      foot={
        <Button onClick={onFinish} loading={working} variant={setup.firstSession ? 'filled' : 'default'}>
          {setup.firstSession ? t('deviceStep.finish') : t('deviceStep.later')}
        </Button>
      }
    >
      {added === undefined ? (
        <div className={classes.qr}>
          <QrCode text={origin} label={t('address.qr', { url: origin })} />
          <div>
            <Text>{t('deviceStep.scan')}</Text>
            <PortalAddress url={origin} openable />
          </div>
        </div>
      ) : (
        <>
          <div className={classes.inTurn}>
            <Text data-away={isUsed || undefined}>{t('deviceStep.scanFor')}</Text>
            <Text data-away={!isUsed || undefined}>{t('deviceStep.used', { name: added.userName })}</Text>
          </div>
          <CodeSlip {...added} isUsed={isUsed} />
        </>
      )}
      <output className={classes.stages}>
        <Mark tone={setup.firstDeviceSeen ? 'ok' : 'working'}>
          {setup.firstDeviceSeen ? t('deviceStep.seen') : t('deviceStep.waitingSeen')}
        </Mark>
        <Mark tone={setup.firstSession ? 'ok' : setup.firstDeviceSeen ? 'working' : 'waiting'}>
          {setup.firstSession ? t('deviceStep.signedIn') : t('deviceStep.waitingSignedIn')}
        </Mark>
      </output>
      {setup.firstSession ? (
        <Notice tone="ok" title={t('deviceStep.doneTitle')}>
          {t('deviceStep.doneBody')}
        </Notice>
      ) : (
        <Notice tone="info">{t('deviceStep.trouble')}</Notice>
      )}
    </StepFrame>
  );
}
