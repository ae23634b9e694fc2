import { useTranslation } from 'react-i18next';
import { alarmSchema, type Alarm } from '../../shared/model/status.ts';
import { sayAlarm } from '../../shared/words/say-alarm.ts';
import { AuthorityWords } from '../pieces/authority-words.tsx';
import { Moment } from '../pieces/moment.tsx';
import { useTeller } from '../pieces/use-teller.ts';
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

/** What is nearly used up, or used up. */
function titleOf({ code, facts }: Alarm): Alarm['code'] | 'seats_full' {
  return facts?.code === 'seats_nearly_full' && facts.used >= facts.seats ? 'seats_full' : code;
}

/** The worst first; each says what is wrong and has the button that leads to what can be done. */
export function AlarmList({ alarms }: { readonly alarms: readonly Alarm[] }) {
  const { t } = useTranslation();
  const tell = useTeller();
  /** Here the button that resumes stands beside it: no command is needed. */
  const sayHere = (facts: NonNullable<Alarm['facts']>): string => {
    if (facts.code !== 'sign_ins_paused') return sayAlarm(tell, facts);
    if (facts.until === undefined) return t('attention.pausedOpen');
    return t('attention.pausedUntil', { time: tell.clock(facts.until) });
  };
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
                {t(`alarms.${titleOf(alarm)}`)} · <Moment iso={alarm.since} />
              </>
            }
            actions={<AlarmAct alarm={alarm} />}
          >
            <AuthorityWords said={alarm.facts && sayHere(alarm.facts)} written={alarm.sentence} />
          </Notice>
        </li>
      ))}
    </ul>
  );
}
