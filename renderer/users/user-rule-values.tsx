import { useTranslation } from 'react-i18next';
import type { EffectivePolicy } from '../../shared/model/limit.ts';
import type { UserView } from '../../shared/model/user.ts';
import { useAuthorityNow } from '../authority/use-authority-now.ts';
import { formatClock, getFormatLanguage } from '../pieces/format-moment.ts';
import { useDurationWords } from '../pieces/use-duration-words.ts';
import { useHoursWords } from '../pieces/use-hours-words.ts';
import { useLimitWords } from '../pieces/use-limit-words.ts';
import { Mark } from '../ui/mark.tsx';
import classes from './user-screen.module.css';

export function PolicyRule({ policy }: { readonly policy: EffectivePolicy }) {
  const { t, i18n } = useTranslation();
  const words = useLimitWords();
  const now = useAuthorityNow();
  const until = policy.askUntil === undefined ? 0 : Date.parse(policy.askUntil);
  return (
    <>
      {t(`policy.${policy.value}.label`)}
      <span className={classes.second}>{words.from(policy)}</span>
      {until > now && (
        <Mark tone="warn">
          {t('user.askUntil', { time: formatClock(until, getFormatLanguage(i18n.language)) })}
        </Mark>
      )}
    </>
  );
}

export function LifeRule({ life }: { readonly life: UserView['expiry']['browser'] }) {
  const { t } = useTranslation();
  const words = useLimitWords();
  const toWords = useDurationWords();
  const idleFrom = words.from(life.idleSeconds);
  const absoluteFrom = words.from(life.absoluteSeconds);
  return (
    <>
      <div>
        {t('user.idle', { time: toWords(life.idleSeconds.value) })}
        {idleFrom !== absoluteFrom && <span className={classes.second}>{idleFrom}</span>}
      </div>
      <div>
        {t('user.absolute', { time: toWords(life.absoluteSeconds.value) })}
        <span className={classes.second}>{absoluteFrom}</span>
      </div>
    </>
  );
}

export function HoursRule({ hours }: { readonly hours: UserView['hours'] }) {
  const { t } = useTranslation();
  const words = useLimitWords();
  const toWords = useHoursWords();
  if (hours === undefined) return t('user.always');
  return (
    <>
      {toWords(hours.value)}
      <span className={classes.second}>
        {words.from(hours)} · {t(`user.outside.${hours.value.outside}`)}
      </span>
    </>
  );
}
