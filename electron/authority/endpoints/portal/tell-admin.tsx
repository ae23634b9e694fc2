import type { PleaOffer } from '../../operations/sign-in-outcome.ts';
import type { Frame } from './frame.ts';
import { Form } from './page.tsx';
import { ToldWhen } from './told-when.tsx';
import { NameAlong, type WayBack } from './way-back.tsx';

/** How a page of a refusal lets the admin know. */
export interface TellAdminProps {
  readonly frame: Frame;
  readonly formToken: string;
  readonly offer: PleaOffer;
  readonly way: WayBack;
}

/** The button that tells the admin, or when that was done. Stands under the sentence that says to ask the admin. */
export function TellAdmin({ frame, formToken, offer, way }: TellAdminProps) {
  const { t } = frame;
  const { ticket, toldAt, again } = offer;
  const pairing = 'pairing' in way;
  return (
    <>
      {toldAt === undefined ? null : (
        <p className="told">
          <span aria-hidden="true">✓</span> <ToldWhen {...{ frame, toldAt }} />
        </p>
      )}
      {again ? (
        <Form
          action={pairing ? '/pair/tell-admin' : '/sign-in/tell-admin'}
          formToken={formToken}
          transit={pairing ? {} : way.transit}
        >
          <input type="hidden" name="ticket" value={ticket} />
          <NameAlong name={pairing ? undefined : way.who?.name} />
          <button className="button quiet" type="submit">
            {t(toldAt === undefined ? 'tell.act' : 'tell.again')}
          </button>
        </Form>
      ) : null}
    </>
  );
}
