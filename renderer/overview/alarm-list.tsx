import { useTranslation } from 'react-i18next';
import { alarmSchema, type Alarm } from '../../shared/model/status.ts';
import { Moment } from '../pieces/moment.tsx';
import { Notice } from '../ui/notice.tsx';
import { AlarmAct } from './alarm-act.tsx';
import classes from './overview-screen.module.css';

const ranks = alarmSchema.shape.code.options;

/** Somebody is, or may be, where nobody should be; or Rollcall cannot work. */
const worst: ReadonlySet<Alarm['code']> = new Set<Alarm['code']>([
  'store_unavailable',
  'logout_unconfirmed',
  'identity_mismatch',
  'app_bypassable',
]);

/** The worst first; each says what is wrong and has the button that leads to what can be done. */
export function AlarmList({ alarms }: { readonly alarms: readonly Alarm[] }) {
  const { t } = useTranslation();
  if (alarms.length === 0) return null;
  const ranked = alarms.toSorted((a, b) => ranks.indexOf(a.code) - ranks.indexOf(b.code));
  return (
    <ul className={classes.alarms} aria-label={t('overview.alarmList')}>
      {ranked.map((alarm) => (
        <li key={alarm.code}>
          <Notice
            tone={worst.has(alarm.code) ? 'bad' : 'warn'}
            title={
              <>
                {t(`alarms.${alarm.code}`)} · <Moment iso={alarm.since} />
              </>
            }
            actions={<AlarmAct code={alarm.code} />}
          >
            {/* The authority says it in English only. */}
            <bdi lang="en">{alarm.sentence}</bdi>
          </Notice>
        </li>
      ))}
    </ul>
  );
}
