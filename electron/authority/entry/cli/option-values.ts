import { isIP } from 'node:net';
import { InvalidArgumentError, Option } from 'commander';
import { ownLimitSchema, ownPolicySchema, type OwnLimit } from '../../../../shared/model/limit.ts';

/** Options that several commands take, and their values. */

export function limitOption(): Option {
  return new Option('--limit <n>', 'devices at once: a number, inherit or unlimited').argParser(decodeLimit);
}

export function policyOption(): Option {
  return new Option('--policy <policy>', 'what a sign-in over the limit does').choices(
    ownPolicySchema.options.flatMap((one) => ('options' in one ? one.options : [...one.values])),
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
