import type { EffectiveLimit } from '../../../../shared/model/limit.ts';
import type { Session } from '../../records/sessions/session.ts';
import { DeviceFacts } from './device-facts.tsx';
import type { Frame } from './frame.ts';
import { LimitOrigin } from './limit-origin.tsx';
import { Form, Notice, Page } from './page.tsx';
import { PortalNav } from './portal-nav.tsx';
import { RenameDevice } from './rename-device.tsx';
import { timeText } from './write-time.ts';

export interface DevicesPageProps {
  readonly frame: Frame;
  readonly formToken: string;
  readonly userName: string;
  readonly limit: EffectiveLimit;
  /** The session of this browser. */
  readonly own: Session;
  /** The other ones, last used first. */
  readonly others: readonly Session[];
  /** How apps meet the limit, where they are not in one pool with browsers. */
  readonly apps?: string | undefined;
  /** There are apps to go to. */
  readonly hasApps: boolean;
  readonly notice?: string | undefined;
  /** When sign-in hours end soon and this device with them, epoch ms. */
  readonly closesAt?: number | undefined;
}

export function DevicesPage({
  frame,
  formToken,
  userName,
  limit,
  apps,
  own,
  others,
  hasApps,
  notice,
  closesAt,
}: DevicesPageProps) {
  const { t } = frame;
  return (
    <Page
      frame={frame}
      title={t('devices.title')}
      wide
      footer={
        <>
          <p>
            <a href="/pair">{t('pair.title')}</a>
          </p>
          <p>
            <a href="/account/password">{t('devices.password')}</a>
          </p>
          <p>
            <a href="/account/second-factor">{t('devices.secondFactor')}</a>
          </p>
        </>
      }
    >
      {hasApps ? <PortalNav frame={frame} here="devices" /> : null}
      {notice === undefined ? null : <Notice kind="good">{notice}</Notice>}
      {closesAt === undefined ? null : (
        <Notice kind="info">{t('devices.closes', { time: timeText(frame, closesAt) })}</Notice>
      )}
      <p className="lead">
        {t('devices.intro', { name: userName, count: others.length + 1 })}{' '}
        {limit.value === 'unlimited' ? t('devices.unlimited') : t('devices.limit', { limit: limit.value })}
        {apps === undefined ? null : ` ${apps}`}
      </p>
      <LimitOrigin frame={frame} limit={limit} />
      <ul className="devices">
        <li className="own">
          <DeviceFacts frame={frame} session={own} mark={t('device.this')} />
          <RenameDevice frame={frame} formToken={formToken} session={own} />
          <Form action="/sign-out" formToken={formToken}>
            <button className="button quiet" type="submit">
              {t('devices.signOut')}
            </button>
          </Form>
        </li>
      </ul>
      <h2>{t('devices.others')}</h2>
      {others.length === 0 ? (
        <p>{t('devices.noOthers')}</p>
      ) : (
        <ul className="devices">
          {others.map((session) => (
            <li key={session.id}>
              <DeviceFacts frame={frame} session={session} />
              <RenameDevice frame={frame} formToken={formToken} session={session} />
              <Form action={`/devices/${session.id}/end`} formToken={formToken}>
                <button
                  className="button quiet"
                  type="submit"
                  aria-label={t('devices.end', { device: frame.device(session.device) })}
                >
                  {t('devices.endShort')}
                </button>
              </Form>
            </li>
          ))}
        </ul>
      )}
      {others.length > 1 ? (
        <Form action="/devices/end-others" formToken={formToken}>
          <button className="button quiet" type="submit">
            {t('devices.endOthers')}
          </button>
        </Form>
      ) : null}
    </Page>
  );
}
