import { findFocusable, focusTitle } from './focusable.ts';

/** Where the keyboard was last in each region; one that is gone is forgotten with its element. */
const lastIn = new WeakMap<Element, HTMLElement>();

export function rememberRegion({ target }: FocusEvent): void {
  if (!(target instanceof HTMLElement)) return;
  const region = target.closest('[data-region]');
  if (region !== null) lastIn.set(region, target);
}

/**
 * Goes to the next region of the window, or to the one before: navigation, top bar, banner, content, notices, as far
 * as they are there. In each to where the keyboard was last.
 */
export function goAroundRegions(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(
    (region) => region.dataset['region'] === 'content' || findFocusable(region) !== undefined,
  );
  if (regions.length === 0) return;
  const here = regions.findIndex((region) => region.contains(document.activeElement));
  const next = here < 0 ? (step > 0 ? 0 : regions.length - 1) : here + step + regions.length;
  enter(regions[next % regions.length]);
}

function enter(region: HTMLElement | undefined): void {
  if (region === undefined) return;
  const last = lastIn.get(region);
  if (last !== undefined && region.contains(last)) last.focus();
  if (region.contains(document.activeElement)) return;
  if (region.dataset['region'] === 'content') focusTitle();
  else (findFocusable(region.querySelector('[aria-current]')) ?? findFocusable(region))?.focus();
}
