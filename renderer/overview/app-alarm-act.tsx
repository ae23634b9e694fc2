import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppView } from '../../shared/model/app.ts';
import { listFoundWays } from '../../shared/model/held.ts';
import type { Alarm } from '../../shared/model/status.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { linkTo } from '../pieces/link-to.ts';

/** Alarms about apps, and which apps each means. */
export const meantApps = {
  gateway_not_listening: ({ health }) => health === 'not_listening',
  logout_unconfirmed: ({ unconfirmedLogouts }) => unconfirmedLogouts > 0,
  identity_mismatch: ({ mismatch }) => mismatch !== undefined,
  app_bypassable: (app) => listFoundWays(app).length > 0,
} as const satisfies Partial<Record<Alarm['code'], (app: AppView) => boolean>>;

/** Apps named at an alarm; the list of apps has the rest. */
const namedMax = 3;

/** Leads to the apps that an alarm is about. */
export function AppAlarmAct({ code }: { readonly code: keyof typeof meantApps }) {
  const { t } = useTranslation();
  const apps = useMirror((mirror) => mirror.apps);
  const meant = useMemo(() => [...apps.values()].filter(meantApps[code]), [apps, code]);
  if (meant.length === 0 || meant.length > namedMax) {
    return (
      <Button component="a" href={linkTo('apps')} size="compact-sm" variant="default">
        {t('attention.openApps')}
      </Button>
    );
  }
  return meant.map(({ id, name }) => (
    <Button key={id} component="a" href={linkTo('apps', id)} size="compact-sm" variant="default">
      {t('attention.openApp', { name })}
    </Button>
  ));
}
