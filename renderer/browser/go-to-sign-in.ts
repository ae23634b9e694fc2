import { keepFromLeaving } from './keep-from-leaving.ts';

/** In the storage of this tab: where the admin was when the session ended. */
const leftAt = 'rollcall-console-left-at';

export function goToSignIn(): void {
  // The session is over: nothing that is shown may stay for it.
  void keepFromLeaving(false);
  window.location.replace('/sign-in');
}

/** The admin goes: whoever signs in next begins at the beginning. */
let leaving = false;
export function forgetPlace(): void {
  leaving = true;
}

export function askAgainForSignIn(): void {
  if (!leaving) sessionStorage.setItem(leftAt, window.location.hash);
  goToSignIn();
}

/** Signed in again, the admin is where the last session of this tab ended. */
export function comeBack(): void {
  const hash = sessionStorage.getItem(leftAt);
  sessionStorage.removeItem(leftAt);
  if (hash !== null && window.location.hash === '') window.history.replaceState(null, '', `/${hash}`);
}
