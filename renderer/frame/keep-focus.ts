import { focusDialog } from './above-dialog.ts';
import { focusFirstIn, focusTitle } from './focusable.ts';

/** Where the keyboard is, remembered so that a place close by is found when it has gone. */
interface Trace {
  readonly element: HTMLElement;
  /** The dialog, menu or notice it is in. */
  readonly passing: Element | null;
  /** From the element outwards, with what stood around each. */
  readonly chain: readonly {
    readonly node: Element;
    readonly next: Element | null;
    readonly previous: Element | null;
  }[];
}

/**
 * Time for the browser to notice that a button cannot be pressed; and, from when the keyboard is nowhere, for lists and
 * dialogs to act.
 */
const graceFrames = 6;

/** What closes by itself; then the keyboard belongs to where it was before. */
const passing = '[role="dialog"], [role="menu"], [role="listbox"], [data-region="notices"]';

/**
 * The keyboard is never nowhere: when what has it is taken away, or cannot be pressed for a while, it goes to what is
 * closest to it; it comes back to what can be pressed again. Lists and dialogs that know better act first.
 * @returns the function that ends it
 */
export function keepFocus(): () => void {
  let latest: Trace | undefined;
  let lasting: Trace | undefined;
  let standIn: Element | undefined;
  let checking = false;
  /** It could not be pressed since it got the keyboard: then nobody has let it go. */
  let wasDisabled = false;
  /** The keyboard is put somewhere else for a while. */
  let standingIn = false;

  const follow = ({ target }: FocusEvent): void => {
    if (!(target instanceof HTMLElement) || target === document.body) return;
    if (standingIn) return;
    standIn = undefined;
    wasDisabled = false;
    latest = makeTrace(target);
    if (latest.passing === null) lasting = latest;
  };
  /** A click beside everything, or Escape in a field: the admin let it go, and it stays so. */
  const letGo = ({ target, relatedTarget }: FocusEvent): void => {
    if (relatedTarget !== null || !(target instanceof HTMLElement)) return;
    requestAnimationFrame(() => {
      if (isNowhere() && canTakeFocus(target) && latest?.element === target && !wasDisabled)
        latest = undefined;
      else checkSoon();
    });
  };
  const check = (): void => {
    checking = false;
    if (standIn !== undefined && document.activeElement === standIn && latest && canTakeFocus(latest.element))
      return latest.element.focus({ preventScroll: true });
    if (!isNowhere() || latest === undefined) return;
    if (canTakeFocus(latest.element)) latest.element.focus({ preventScroll: true });
    else if (latest.element.isConnected) {
      standingIn = true;
      standIn = focusAround(latest.element);
      standingIn = false;
    } else if (!wasAbove(latest) || !focusDialog()) focusCloseTo(surviving(latest, lasting));
  };
  /** @param nowhere frames in a row in which the keyboard was nowhere */
  const look = (frames: number, nowhere: number): void => {
    if (nowhere >= graceFrames || (nowhere === 0 && frames >= graceFrames)) return check();
    requestAnimationFrame(() => look(frames + 1, isNowhere() ? nowhere + 1 : 0));
  };
  const checkSoon = (): void => {
    if (checking || latest === undefined) return;
    checking = true;
    look(0, 0);
  };
  const observer = new MutationObserver((changes) => {
    wasDisabled ||= changes.some(({ type, target }) => type === 'attributes' && target === latest?.element);
    checkSoon();
  });
  observer.observe(document.body, { subtree: true, childList: true, attributeFilter: ['disabled'] });
  document.addEventListener('focusin', follow);
  document.addEventListener('focusout', letGo);
  return () => {
    observer.disconnect();
    document.removeEventListener('focusin', follow);
    document.removeEventListener('focusout', letGo);
  };
}

function isNowhere(): boolean {
  return document.activeElement === document.body || document.activeElement === null;
}

function canTakeFocus(element: HTMLElement): boolean {
  return element.isConnected && !element.matches(':disabled') && element.checkVisibility();
}

function makeTrace(element: HTMLElement): Trace {
  const chain = [];
  for (let node: Element | null = element; node !== null && node !== document.body; node = node.parentElement)
    chain.push({ node, next: node.nextElementSibling, previous: node.previousElementSibling });
  return { element, passing: element.closest(passing), chain };
}

/** In what closes by itself, and has: what is open below it has the keyboard then, and never what is behind that. */
function wasAbove({ passing }: Trace): boolean {
  return passing?.matches('[data-region="notices"]') === true || passing?.isConnected === false;
}

/** Of a dialog that has closed nothing is left: then where the keyboard was before it. */
function surviving(latest: Trace, lasting: Trace | undefined): Trace {
  return latest.passing?.isConnected === false && lasting !== undefined ? lasting : latest;
}

/** What holds a button that cannot be pressed for a while: its row, its dialog, or the content. */
function focusAround(element: HTMLElement): Element | undefined {
  const around = element.parentElement?.closest<HTMLElement>('[tabindex]');
  around?.focus({ preventScroll: true });
  if (isNowhere()) focusTitle();
  return document.activeElement ?? undefined;
}

function focusCloseTo({ element, chain }: Trace): void {
  if (canTakeFocus(element)) return element.focus({ preventScroll: true });
  const at = chain.findIndex(({ node }) => node.isConnected);
  // The content as a whole is no place: then the title says where one is.
  for (const { node } of at < 0 ? [] : chain.slice(at)) {
    if (node.matches('main, body, #root')) break;
    const gone = chain[chain.findIndex((one) => one.node === node) - 1];
    const around = gone === undefined ? [] : [gone.next, gone.previous];
    if (around.some((one) => one?.isConnected === true && focusFirstIn(one))) return;
    if (focusFirstIn(node)) return;
  }
  focusTitle();
}
