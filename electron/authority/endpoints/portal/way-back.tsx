import type { FastifyReply, FastifyRequest } from 'fastify';
import type { EdgeDependencies } from '../edge-dependencies.ts';
import { browserFormToken } from './browser.ts';
import { nameSent } from './decode-form.ts';
import type { Frame } from './frame.ts';
import { Form, Notice } from './page.tsx';
import { linkWith, type Transit } from './transit.ts';

/** Where somebody who was not let in tries again: the sign-in, with where the person wants to go, or the pairing of an app. */
export type WayBack =
  | {
      readonly transit: Transit;
      /** The new password that came with the sign-in is in force all the same. */
      readonly passwordSaved?: boolean | undefined;
      /** Who wanted to sign in, as it was typed, with the token of the form that carries it back. */
      readonly who?: Who | undefined;
    }
  | { readonly pairing: true };

interface Who {
  readonly name: string;
  readonly formToken: string;
}

/** The way back to the sign-in for whoever sent this form, with the name that came with it. */
export function wayToSignIn(
  edge: EdgeDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
  transit: Transit,
): Extract<WayBack, { transit: Transit }> {
  const name = nameSent(request.body);
  if (name === undefined) return { transit };
  return { transit, who: { name, formToken: browserFormToken(edge, request, reply) } };
}

/** The button that leads there: by a form where a name goes along, since an address is kept and seen by others. */
export function TryAgain({ way, text }: { readonly way: WayBack; readonly text: string }) {
  if ('pairing' in way || way.who === undefined) {
    return (
      <a className="button" href={hrefBack(way)}>
        {text}
      </a>
    );
  }
  const { name, formToken } = way.who;
  return (
    <Form action="/sign-in/again" formToken={formToken} transit={way.transit}>
      <NameAlong name={name} />
      <button className="button" type="submit">
        {text}
      </button>
    </Form>
  );
}

/** In a form that is a step of a sign-in: whose it is need not be typed again when the step leads back to its start. */
export function NameAlong({ name }: { readonly name: string | undefined }) {
  return name === undefined ? null : <input type="hidden" name="username" value={name} />;
}

function hrefBack(way: WayBack): string {
  return 'pairing' in way ? '/pair' : linkWith('/sign-in', way.transit, { again: '1' });
}

/** At the head of a page that lets nobody in: what was done all the same. */
export function SavedNotice({ frame, way }: { readonly frame: Frame; readonly way: WayBack }) {
  if ('pairing' in way || way.passwordSaved !== true) return null;
  return <Notice kind="good">{frame.t('welcome.saved')}</Notice>;
}

/** At its foot: what was not done. A new password has signed out the devices of the old one. */
export function NothingDone({ frame, way }: { readonly frame: Frame; readonly way: WayBack }) {
  if ('pairing' in way) return <p>{frame.t('pair.nobodyOut')}</p>;
  return way.passwordSaved === true ? null : <p>{frame.t('limit.right')}</p>;
}
