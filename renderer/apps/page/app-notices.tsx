import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AppView } from '../../../shared/model/app.ts';
import { Moment } from '../../pieces/moment.tsx';
import { Notice } from '../../ui/notice.tsx';

interface Properties {
  readonly app: AppView;
  /** What was copied for it before does not do any more. */
  readonly outdated: boolean;
  readonly onRotate: () => void;
}

/** What of this app needs somebody. */
export function AppNotices({ app, outdated, onRotate }: Properties) {
  const { t } = useTranslation();
  const { mismatch, health } = app;
  return (
    <>
      {mismatch !== undefined && (
        <Notice
          tone="bad"
          title={
            <>
              {t('app.mismatchTitle', mismatch)} · <Moment iso={mismatch.at} />
            </>
          }
        >
          {t('app.mismatchBody', { ...mismatch, name: app.name })}
        </Notice>
      )}
      {(health === 'not_listening' || health === 'upstream_down') && (
        <Notice tone="bad" title={t(`app.trouble.${health}.title`)}>
          {t(`app.trouble.${health}.body`, { url: app.url, upstream: app.upstream })}
        </Notice>
      )}
      {outdated && (
        <Notice
          tone="warn"
          title={t('app.outdatedTitle')}
          actions={
            <Button size="compact-sm" variant="default" onClick={onRotate}>
              {t('apps.rotate')}
            </Button>
          }
        >
          {t('app.outdatedBody')}
        </Notice>
      )}
    </>
  );
}
