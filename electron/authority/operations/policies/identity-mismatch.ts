import type { Tells } from '../../../../shared/model/app.ts';
import type { User } from '../../records/users/users.ts';

/** Values by which apps say that they know nobody. */
const nobody = new Set(['', 'guest', 'anonymous', 'null', 'undefined', '-']);
/** Longer is no name. */
const toldMax = 320;

/**
 * Whom an app takes the person for, when that is somebody else than the user Rollcall knows.
 *
 * @param told what the app says, as it stands in its cookie or header
 */
export function findMismatch(
  tells: Tells,
  user: Pick<User, 'name' | 'email'>,
  told: string | undefined,
): string | undefined {
  if (told === undefined || told.length > toldMax * 3) return undefined;
  const who = decode(told);
  const folded = fold(who);
  if (nobody.has(folded) || who.length > toldMax) return undefined;
  const own = fold(tells.is === 'email' ? user.email : user.name);
  // Without an address of the user there is nothing to compare with.
  return own === '' || folded === own ? undefined : who;
}

/** Frameworks write cookies percent-encoded, or between quotes. */
function decode(told: string): string {
  const bare = told.trim().replace(/^"(.*)"$/, '$1');
  try {
    const text = decodeURIComponent(bare);
    return text === bare ? readUtf8(bare) : text;
  } catch {
    return bare;
  }
}

/** Node reads headers as Latin-1; most apps mean UTF-8, and some really Latin-1. */
function readUtf8(text: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'latin1'));
  } catch {
    return text;
  }
}

function fold(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}
