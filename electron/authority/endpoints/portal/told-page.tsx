import { AdminNote } from './admin-note.tsx';
import type { Frame } from './frame.ts';
import { Notice, Page } from './page.tsx';
import { ToldWhen } from './told-when.tsx';
import { TryAgain, type WayBack } from './way-back.tsx';

export interface ToldPageProps {
  readonly frame: Frame;
  /** Where to try again: the sign-in, or the pairing of an app. */
  readonly way: WayBack;
  readonly userName: string;
  readonly device: string;
  /** Epoch ms. */
  readonly toldAt: number;
}

/** The admin knows who was not let in: what comes of it, and what to do until then. */
export function ToldPage({ frame, way, userName, device, toldAt }: ToldPageProps) {
  const { t } = frame;
  const pairing = 'pairing' in way;
  return (
    <Page
      frame={frame}
      title={t('tell.title')}
      footer={<p>{t(pairing ? 'pair.nobodyOut' : 'limit.right')}</p>}
    >
      <Notice kind="good">
        <strong>
          <ToldWhen {...{ frame, toldAt }} />
        </strong>{' '}
        {t('tell.sees', { name: userName, device: frame.device(device) })}
      </Notice>
      <h2>{t('limit.todo')}</h2>
      <ol className="steps">
        <li>{t('tell.wait')}</li>
        <li>
          {t('tell.urgent')}
          <AdminNote frame={frame} />
        </li>
      </ol>
      <TryAgain way={way} text={t('limit.again')} />
    </Page>
  );
}
