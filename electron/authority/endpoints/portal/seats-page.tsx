import type { ReactNode } from 'react';
import type { Session } from '../../records/sessions/session.ts';
import { AdminNote } from './admin-note.tsx';
import { DeviceFacts } from './device-facts.tsx';
import type { Frame } from './frame.ts';
import { Page } from './page.tsx';
import { NothingDone, SavedNotice, TryAgain, type WayBack } from './way-back.tsx';

export interface SeatsPageProps {
  readonly frame: Frame;
  readonly way: WayBack;
  readonly seats: number;
  /** False: some are free, but kept for other people. */
  readonly allUsed: boolean;
  /** The person's own devices that hold a place: to end one may free it. */
  readonly own: readonly Session[];
  readonly tell?: ReactNode;
}

/** The password was right, but the plan has no place left. Who holds the places is nobody's business here. */
export function SeatsPage({ frame, way, seats, allUsed, own, tell }: SeatsPageProps) {
  const { t } = frame;
  return (
    <Page
      frame={frame}
      title={t('seats.title')}
      wide={own.length > 0}
      footer={<NothingDone {...{ frame, way }} />}
    >
      <SavedNotice {...{ frame, way }} />
      <p className="lead">{t(allUsed ? 'seats.used' : 'seats.kept', { count: seats })}</p>
      <h2>{t('limit.todo')}</h2>
      <ol className="steps">
        {own.length === 0 ? null : (
          <li>
            {t('seats.todoOwn', { count: own.length })}
            <ul className="devices">
              {own.map((session) => (
                <li key={session.id}>
                  <DeviceFacts frame={frame} session={session} />
                </li>
              ))}
            </ul>
          </li>
        )}
        <li>{t('seats.todoWait')}</li>
        <li>
          {t('seats.todoAdmin')}
          <AdminNote frame={frame} />
          {tell}
        </li>
      </ol>
      <TryAgain way={way} text={t('limit.again')} />
    </Page>
  );
}
