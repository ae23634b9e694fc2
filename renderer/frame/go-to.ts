import { leaveFor } from '../pieces/hold-screen.ts';
import { focusFirstIn, focusTitle } from './focusable.ts';

/** Longer than a screen takes to be drawn, also with its first answer from the authority. */
const patienceMs = 3000;

/**
 * Goes to an address of the console. The keyboard goes to its title (see useFocusOfScreen), or to a place on it.
 * @param place names an element by its `data-place`; one that never comes leaves the keyboard at the title
 * @param press the place is a button that starts the act
 */
export function goTo(link: string, place?: string, press = false): void {
  if (window.location.hash === link) focusTitle();
  else leaveFor(link);
  if (place !== undefined) void waitForPlace(place).then((element) => element && reach(element, press));
}

function reach(element: HTMLElement, press: boolean): void {
  element.scrollIntoView({ block: 'center' });
  focusFirstIn(element);
  if (press) element.click();
}

async function waitForPlace(place: string): Promise<HTMLElement | undefined> {
  const giveUpAt = performance.now() + patienceMs;
  while (performance.now() < giveUpAt) {
    // After the screen has taken the keyboard to its title.
    await new Promise(requestAnimationFrame);
    const found = document.querySelector<HTMLElement>(`[data-place="${CSS.escape(place)}"]`);
    if (found !== null) return found;
  }
  return undefined;
}
