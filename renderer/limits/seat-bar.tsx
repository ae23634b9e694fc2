import { IconDeviceDesktop, IconDeviceMobile, IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PlanView } from '../../shared/model/plan.ts';
import { Notice } from '../ui/notice.tsx';
import type { SeatHolder } from './list-seat-holders.ts';
import classes from './seat-bar.module.css';
import { useDeviceWords } from '../pieces/use-device-words.ts';

interface Properties {
  readonly plan: PlanView;
  readonly holders: readonly SeatHolder[];
}

/** More than these are told in numbers: nobody counts squares. */
const holdersMax = 40;
const freeMax = 40;

/** Every seat as a square: taken, kept free for somebody, or free. */
export function SeatBar({ plan, holders }: Properties) {
  const { t } = useTranslation();
  const { seats, used, keptFree } = plan;
  const free = seats === 'unlimited' ? undefined : Math.max(0, seats - used - keptFree);
  const shown = holders.slice(0, holdersMax);
  const more = holders.slice(holdersMax);
  return (
    <div className={classes.bar}>
      <p className={classes.sum}>
        {seats === 'unlimited'
          ? t('seats.usedNoPlan', { count: used })
          : t('seats.used', { used, count: seats })}
      </p>
      {free !== undefined && (
        <p className={classes.kinds}>
          <Kind kind="taken" words={t('seats.kinds.taken', { count: used })} />
          <Kind kind="kept" words={t('seats.kinds.kept', { count: keptFree })} />
          <Kind kind="free" words={t('seats.kinds.free', { count: free })} />
        </p>
      )}
      {holders.length === 0 && <p className={classes.nobody}>{t('seats.nobody')}</p>}
      <ul className={classes.holders} aria-label={t('seats.holders')}>
        {shown.map((holder) => (
          <Holder key={holder.user.id} holder={holder} planned={seats !== 'unlimited'} />
        ))}
        {more.length > 0 && (
          <li className={classes.holder}>
            <span className={classes.name}>{t('seats.moreUsers', { count: more.length })}</span>
            <span className={classes.count}>
              {more.reduce((sum, { sessions, keptFree: kept }) => sum + sessions.length + kept, 0)}
            </span>
          </li>
        )}
        {free !== undefined && free > 0 && (
          <li className={classes.holder}>
            <span className={classes.name}>{t('seats.free')}</span>
            <span className={classes.seats} aria-hidden>
              {Array.from({ length: Math.min(free, freeMax) }, (_, place) => (
                <span key={place} className={classes.seat} data-kind="free" />
              ))}
            </span>
            <span className={classes.count}>{t('seats.holds', { count: free })}</span>
          </li>
        )}
      </ul>
      {seats !== 'unlimited' && used > seats && (
        <Notice tone="warn" title={t('seats.over', { used, count: seats })}>
          {t('seats.overBody')}
        </Notice>
      )}
      {seats !== 'unlimited' && used <= seats && free === 0 && (
        <Notice tone="info">{keptFree > 0 ? t('seats.onlyKept') : t('seats.allTaken')}</Notice>
      )}
    </div>
  );
}

function Kind({ kind, words }: { readonly kind: 'taken' | 'kept' | 'free'; readonly words: string }) {
  return (
    <span className={classes.kind}>
      <span className={classes.seat} data-kind={kind} aria-hidden>
        {kind === 'kept' && <IconLock size={14} />}
        {kind === 'taken' && <IconDeviceDesktop size={14} />}
      </span>
      {words}
    </span>
  );
}

function Holder({ holder, planned }: { readonly holder: SeatHolder; readonly planned: boolean }) {
  const { t } = useTranslation();
  const toDevice = useDeviceWords();
  const { user, sessions, keptFree } = holder;
  const kept = planned ? keptFree : 0;
  if (sessions.length + kept === 0) return null;
  return (
    <li className={classes.holder}>
      <span className={classes.name}>{user.name}</span>
      <span className={classes.seats} aria-hidden>
        {sessions.map((session) => (
          <span key={session.id} className={classes.seat} data-kind="taken" title={toDevice(session.device)}>
            {session.class === 'app' ? <IconDeviceMobile size={14} /> : <IconDeviceDesktop size={14} />}
          </span>
        ))}
        {Array.from({ length: kept }, (_, place) => (
          <span
            key={place}
            className={classes.seat}
            data-kind="kept"
            title={t('seats.keptFor', { name: user.name })}
          >
            <IconLock size={14} />
          </span>
        ))}
      </span>
      <span className={classes.count}>
        {kept > 0
          ? t('seats.holdsAndKept', { held: sessions.length, kept })
          : t('seats.holds', { count: sessions.length })}
      </span>
    </li>
  );
}
