import { isIP } from 'node:net';
import { InvalidArgumentError, Option } from 'commander';
import { lifetimeSeconds } from '../../../../shared/model/lifetime.ts';
import {
  ownLimitSchema,
  ownPolicySchema,
  type LimitValue,
  type OwnLimit,
} from '../../../../shared/model/limit.ts';
import { reservedSeatsSchema, seatsValueSchema, type SeatsValue } from '../../../../shared/model/plan.ts';

/** Options that several commands take, and their values. */

export function limitOption(): Option {
  return new Option('--limit <n>', 'devices at once: a number, inherit or unlimited').argParser(decodeLimit);
}

export function policyOption(): Option {
  return new Option('--policy <policy>', 'what a sign-in over the limit does').choices(
    ownPolicySchema.options.flatMap((one) => ('options' in one ? one.options : [...one.values])),
  );
}

export function appLimitOption(): Option {
  return new Option('--app-limit <n>', 'the same for app sessions, where they are counted apart').argParser(
    decodeLimit,
  );
}

export function surplusOption(): Option {
  return new Option('--surplus <when>', 'when sessions above a lowered limit end')
    .choices(['now', 'as-they-expire'])
    .default('as-they-expire');
}

export function decodeSurplus(text: 'now' | 'as-they-expire'): 'now' | 'as_they_expire' {
  return text === 'now' ? 'now' : 'as_they_expire';
}

export function decodeLimit(text: string): OwnLimit {
  const parsed = ownLimitSchema.safeParse(/^\d+$/.test(text) ? Number(text) : text);
  if (!parsed.success)
    throw new InvalidArgumentError('A limit is a number from 0 to 100000, inherit or unlimited.');
  return parsed.data;
}

/** A limit that is set: there is nothing it could inherit from. */
export function decodeLimitValue(text: string): LimitValue {
  const limit = decodeLimit(text);
  if (limit === 'inherit') throw new InvalidArgumentError('A number from 0 to 100000, or unlimited.');
  return limit;
}

export function decodeSeats(text: string): SeatsValue {
  const parsed = seatsValueSchema.safeParse(/^\d+$/.test(text) ? Number(text) : text);
  if (!parsed.success) throw new InvalidArgumentError('A number from 0 to 1000000, or unlimited.');
  return parsed.data;
}

export function decodeReserved(text: string): number {
  const parsed = reservedSeatsSchema.safeParse(/^\d+$/.test(text) ? Number(text) : text);
  if (!parsed.success) throw new InvalidArgumentError('A number of seats from 0 to 100000.');
  return parsed.data;
}

export interface Reservation {
  readonly name: string;
  readonly seats: number;
}

/** `NAME=N`, may be given several times. A name may have the sign too. */
export function collectReservation(text: string, before: readonly Reservation[] = []): Reservation[] {
  const sign = text.lastIndexOf('=');
  if (sign < 1) throw new InvalidArgumentError('A user name and a number of seats, such as ann=2.');
  return [...before, { name: text.slice(0, sign), seats: decodeReserved(text.slice(sign + 1)) }];
}

/** May be given several times. */
export function collectText(text: string, before: readonly string[] = []): string[] {
  return [...before, text];
}

const secondsOf = { m: 60, h: 3600, d: 24 * 3600 } as const;

/** `90m`, `8h`, `30d` or `1h30m` in seconds. */
export function decodeLifetime(text: string): number | 'inherit' {
  if (text === 'inherit') return text;
  const parts = /^(?:\d{1,6}[mhd])+$/.test(text) ? text.matchAll(/(\d+)([mhd])/g) : [];
  let seconds = 0;
  for (const [, number, unit] of parts) seconds += Number(number) * secondsOf[unit as keyof typeof secondsOf];
  if (!lifetimeSeconds.safeParse(seconds).success) {
    throw new InvalidArgumentError('A time such as 45m, 8h, 30d or 1h30m, up to 400d; or inherit.');
  }
  return seconds;
}

export function decodePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new InvalidArgumentError('A port is a number from 0 to 65535.');
  return port;
}

/** May be given several times. */
export function collectAddress(text: string, before: readonly string[] = []): string[] {
  if (isIP(text) === 0)
    throw new InvalidArgumentError('An address to listen on is an IP address of this computer.');
  return [...before, text];
}

export function decodeCount(text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count < 1 || count > 1000)
    throw new InvalidArgumentError('A number from 1 to 1000.');
  return count;
}
