import { useTranslation } from 'react-i18next';
import { useMirror } from '../authority/use-mirror.ts';
import { Moment } from '../pieces/moment.tsx';
import { Screen } from '../ui/screen.tsx';
import { AlarmList } from './alarm-list.tsx';
import classes from './overview-screen.module.css';
import { RunningPanel } from './running-panel.tsx';
import { SeatsPanel } from './seats-panel.tsx';
import { TodayPanel } from './today-panel.tsx';
import { WherePanel } from './where-panel.tsx';
import { WhoIsInPanel } from './who-is-in-panel.tsx';

export function OverviewScreen() {
  const { t } = useTranslation();
  const status = useMirror((mirror) => mirror.status);
  return (
    <Screen
      title={
        status.alarms.length === 0
          ? t('overview.works')
          : t('overview.alarms', { count: status.alarms.length })
      }
      description={
        <>
          {t('overview.runningSince')} <Moment iso={status.runningSince} />
        </>
      }
    >
      <AlarmList alarms={status.alarms} />
      <TodayPanel today={status.today} />
      <SeatsPanel />
      <div className={classes.columns}>
        <WhoIsInPanel />
        <div className={classes.column}>
          <WherePanel status={status} />
          <RunningPanel status={status} />
        </div>
      </div>
    </Screen>
  );
}
