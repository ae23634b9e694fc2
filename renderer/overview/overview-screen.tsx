import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAuthorityStore } from '../authority/authority-store.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { Screen } from '../ui/screen.tsx';
import { AlarmList } from './alarm-list.tsx';
import { HealthStrip } from './health-strip.tsx';
import classes from './overview-screen.module.css';
import { QuickActs } from './quick-acts.tsx';
import { RunningPanel } from './running-panel.tsx';
import { SeatsPanel } from './seats-panel.tsx';
import { ShareDialog } from '../pieces/share-dialog.tsx';
import { TodayPanel } from './today-panel.tsx';
import { findDownKind } from '../pieces/down-kind.ts';
import { WhoIsInPanel } from './who-is-in-panel.tsx';

/** One sentence whether all is well, what needs the admin, and what an admin looks for first. */
export function OverviewScreen() {
  const { t } = useTranslation();
  const status = useMirror((mirror) => mirror.status);
  // What was well a while ago is no headline.
  const lost = useAuthorityStore(({ lostAt, shell }) =>
    lostAt === undefined ? undefined : shell === undefined ? 'ready' : findDownKind(shell.authority),
  );
  const [sharing, setSharing] = useState(false);
  const share = (): void => setSharing(true);
  return (
    <Screen
      title={
        lost !== undefined
          ? t(`overview.lost.${lost}`)
          : status.alarms.length === 0
            ? t('overview.works')
            : t('overview.alarms', { count: status.alarms.length })
      }
    >
      <AlarmList alarms={status.alarms} />
      <HealthStrip status={status} onShare={share} />
      <QuickActs onShare={share} />
      <div className={classes.columns}>
        <div className={classes.column}>
          <SeatsPanel />
          <TodayPanel today={status.today} />
        </div>
        <div className={classes.column}>
          <WhoIsInPanel />
          <RunningPanel status={status} />
        </div>
      </div>
      <ShareDialog status={status} opened={sharing} onClose={() => setSharing(false)} />
    </Screen>
  );
}
