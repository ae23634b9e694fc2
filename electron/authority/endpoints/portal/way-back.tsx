import type { Frame } from './frame.ts';
import { Notice } from './page.tsx';
import { linkWith, type Transit } from './transit.ts';

/** Where somebody who was not let in tries again: the sign-in, with where the person wants to go, or the pairing of an app. */
export type WayBack =
  | {
      readonly transit: Transit;
      /** The new password that came with the sign-in is in force all the same. */
      readonly passwordSaved?: boolean | undefined;
    }
  | { readonly pairing: true };

export function hrefBack(way: WayBack): string {
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
