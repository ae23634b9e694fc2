import type { ReactNode } from 'react';
import type { EffectiveLimit } from '../../../../shared/model/limit.ts';
import type { Session } from '../../records/sessions/session.ts';
import { AdminNote } from './admin-note.tsx';
import type { Frame } from './frame.ts';
import { LimitOrigin } from './limit-origin.tsx';
import { Page } from './page.tsx';
import { Time } from './time.tsx';
import { NothingDone, SavedNotice, TryAgain, type WayBack } from './way-back.tsx';
import { timeText } from './write-time.ts';

export interface LimitPageProps {
  readonly frame: Frame;
  readonly way: WayBack;
  readonly limit: EffectiveLimit;
  readonly sessions: readonly Session[];
  /** When the first of them ends by itself unless it is used. */
  readonly freeAt?: number | undefined;
  readonly tell?: ReactNode;
}

/** The password was right, the limit is reached, and the policy is to refuse: who is in, and what to do. */
export function LimitPage({ frame, way, limit, sessions, freeAt, tell }: LimitPageProps) {
  const { t } = frame;
  const pairing = 'pairing' in way;
  const footer = <NothingDone {...{ frame, way }} />;
  if (limit.value === 0) {
    return (
      <Page frame={frame} title={t('limit.titleZero')} footer={footer}>
        <SavedNotice {...{ frame, way }} />
        <p className="lead">{t('limit.zero')}</p>
        <LimitOrigin frame={frame} limit={limit} />
        <p>{t('limit.todoAdminZero')}</p>
        <AdminNote frame={frame} />
        {tell}
        <TryAgain way={way} text={t('limit.again')} />
      </Page>
    );
  }
  const inUse = { used: sessions.length, limit: limit.value };
  const device = (session: Session) => (
    <>
      <strong>{frame.device(session.device)}</strong>
      {t('device.between')}
      {t('device.lastSeen')} <Time frame={frame} at={session.lastSeenAt} />
    </>
  );
  const [only] = sessions;
  return (
    <Page frame={frame} title={t('limit.title', { count: sessions.length })} footer={footer}>
      {sessions.length === 1 && only ? (
        <p className="lead">
          {t('limit.one', inUse)} {device(only)}
        </p>
      ) : (
        <>
          <p className="lead">{t('limit.several', inUse)}</p>
          <ul className="devices">
            {sessions.map((session) => (
              <li key={session.id}>
                <div className="device">
                  <span>{device(session)}</span>
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
      <LimitOrigin frame={frame} limit={limit} />
      <h2>{t('limit.todo')}</h2>
      <ol className="steps">
        <li>{pairing ? t('pair.todoSignOut') : t('limit.todoSignOut', { count: sessions.length })}</li>
        {freeAt === undefined ? null : <li>{t('limit.todoWait', { time: timeText(frame, freeAt) })}</li>}
        <li>
          {t('limit.todoAdmin')}
          <AdminNote frame={frame} />
          {tell}
        </li>
      </ol>
      {pairing ? (
        <a className="button" href="/devices">
          {t('brand.devices')}
        </a>
      ) : (
        <TryAgain way={way} text={t('limit.again')} />
      )}
    </Page>
  );
}
