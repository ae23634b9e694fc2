import type { EffectiveLimit } from '../../../../shared/model/limit.ts';
import type { Session } from '../../records/sessions/session.ts';
import { DeviceFacts } from './device-facts.tsx';
import type { Frame } from './frame.ts';
import { LimitOrigin } from './limit-origin.tsx';
import { Form, Notice, Page } from './page.tsx';
import { cancelLink, type Transit } from './transit.ts';
import { NameAlong } from './way-back.tsx';

export interface ChooserPageProps {
  readonly frame: Frame;
  readonly formToken: string;
  readonly transit: Transit;
  readonly ticket: string;
  readonly limit: EffectiveLimit;
  /** How many must be signed out to make room; 0 when there is room by now. */
  readonly mustEnd: number;
  /** Least recently used first. */
  readonly sessions: readonly Session[];
  /** It is asked although the policy would not: devices signed each other out too often. */
  readonly afterKickWar: boolean;
  readonly problem?: string | undefined;
  /** Whose sign-in it is a step of, as it was typed. */
  readonly name?: string | undefined;
  /** It is another device that is let in: an app that is being paired. */
  readonly pairing?: { readonly device: string; readonly ownId: string } | undefined;
}

export function ChooserPage({
  frame,
  formToken,
  transit,
  ticket,
  limit,
  mustEnd,
  sessions,
  afterKickWar,
  problem,
  name,
  pairing,
}: ChooserPageProps) {
  const { t } = frame;
  const least = sessions.slice(0, mustEnd);
  const title =
    mustEnd === 0 ? 'chooser.titleRoom' : mustEnd === 1 ? 'chooser.title' : 'chooser.titleSeveral';
  const several = mustEnd > 1;
  const sayWhatToDo = (): string => {
    const part = sessions.length === 1 ? 'endOnly' : 'mustEnd';
    return pairing === undefined
      ? t(`chooser.${part}`, { count: mustEnd })
      : t(`pair.${part}`, { count: mustEnd, device: frame.device(pairing.device) });
  };
  return (
    <Page frame={frame} title={t(title)} wide>
      {/* With room there is nothing left to choose, so nothing was chosen wrongly. */}
      {problem === undefined || mustEnd === 0 ? null : <Notice kind="bad">{problem}</Notice>}
      {afterKickWar ? <Notice kind="info">{t('chooser.kickWar')}</Notice> : null}
      <p className="lead">
        {mustEnd === 0
          ? t('chooser.room')
          : `${t('chooser.signedInOn', { count: sessions.length })} ${t('chooser.limit', { limit: limit.value })}`}
      </p>
      {mustEnd === 0 ? null : <p>{sayWhatToDo()}</p>}
      {mustEnd === 0 ? null : <LimitOrigin frame={frame} limit={limit} />}
      <Form
        action={pairing === undefined ? '/sign-in/choose' : '/pair/choose'}
        formToken={formToken}
        transit={transit}
        className="chooser"
      >
        <input type="hidden" name="ticket" value={ticket} />
        <NameAlong name={name} />
        {mustEnd === 0 ? (
          <button className="button" type="submit">
            {t(pairing === undefined ? 'chooser.roomContinue' : 'pair.roomContinue')}
          </button>
        ) : (
          <>
            <ul className="devices">
              {sessions.map((session, n) => {
                const least = n === 0 && sessions.length > 1 ? t('chooser.least') : undefined;
                const mark = session.id === pairing?.ownId ? t('device.this') : least;
                return (
                  <li key={session.id}>
                    {several ? (
                      <label className="tick">
                        <input type="checkbox" name="end" value={session.id} />
                        <DeviceFacts {...{ frame, session, mark }} />
                      </label>
                    ) : (
                      <>
                        <DeviceFacts {...{ frame, session, mark }} />
                        <button className="button quiet" type="submit" name="end" value={session.id}>
                          {t('chooser.end')}
                        </button>
                      </>
                    )}
                  </li>
                );
              })}
            </ul>
            {several ? (
              <button className="button" type="submit">
                {t('chooser.endTicked')}
              </button>
            ) : null}
            {sessions.length > 1 ? (
              <button
                className={several ? 'button quiet' : 'button'}
                type="submit"
                name="end_least"
                value={least.map(({ id }) => id).join(',')}
              >
                {t('chooser.endLeast', { count: mustEnd })}
              </button>
            ) : null}
          </>
        )}
        <a className="button plain" href={pairing === undefined ? cancelLink(transit) : '/pair?cancelled=1'}>
          {t('chooser.cancel')}
        </a>
      </Form>
    </Page>
  );
}
