import type { Tells } from '../../../../shared/model/app.ts';

/** Values by which apps say that they know nobody. */
const nobody = new Set(['', 'guest', 'anonymous', 'null', 'undefined', '-']);
/** Longer is no name. */
const toldMax = 320;
/** What is kept of it: a client can write anything into its cookie. */
const shownMax = 80;

/** A user as apps are told of one. */
export interface ToldPerson {
  /** `sub` of OpenID Connect. */
  readonly id: string;
  readonly name: string;
  /** See `appEmail`. */
  readonly email: string;
}

/**
 * Whom an app takes the person for, when that is somebody else than the user Rollcall knows; as much of it as is shown.
 *
 * @param told what the app says, as it stands in its cookie or header
 */
export function findMismatch(tells: Tells, person: ToldPerson, told: string | undefined): string | undefined {
  if (told === undefined || told.length > toldMax * 3) return undefined;
  const who = decode(told);
  const folded = fold(who);
  if (nobody.has(folded) || who.length > toldMax) return undefined;
  const own = { name: person.name, email: person.email, sub: person.id }[tells.is];
  return folded === fold(own) ? undefined : showable(who);
}

/** Neither line breaks nor signs that turn the writing around. */
function showable(text: string): string {
  const visible = text.replace(/[\p{C}\s]+/gu, ' ').trim();
  return Array.from(visible).slice(0, shownMax).join('');
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
