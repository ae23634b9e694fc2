import { useTranslation } from 'react-i18next';
import type { Alarm } from '../../shared/model/status.ts';
import { Moment } from '../pieces/moment.tsx';
import { Notice } from '../ui/notice.tsx';
import classes from './overview-screen.module.css';

/** Ranked as the authority ranks them; each says what to do. */
export function AlarmList({ alarms }: { readonly alarms: readonly Alarm[] }) {
  const { t } = useTranslation();
  if (alarms.length === 0) return null;
  return (
    <ul className={classes.alarms} aria-label={t('overview.alarmList')}>
      {alarms.map((alarm) => (
        <li key={alarm.code}>
          <Notice
            tone={alarm.code === 'store_unavailable' ? 'bad' : 'warn'}
            title={
              <>
                {t(`alarms.${alarm.code}`)} · <Moment iso={alarm.since} />
              </>
            }
          >
            {alarm.sentence}
          </Notice>
        </li>
      ))}
    </ul>
  );
}
