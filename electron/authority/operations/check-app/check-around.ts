import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { Finding } from '../../../../shared/model/app.ts';
import { listLocalAddresses } from '../../base/net/local-addresses.ts';
import type { App } from '../../records/apps/apps.ts';
import { judgeAnswer } from './judge-answer.ts';
import { makeFinding } from './make-finding.ts';
import { asScript, dataOf, forgedHeaders, type CheckTools } from './looked-at.ts';

type Around =
  | 'sameAddress'
  | 'nameLeadsNowhere'
  | 'closedBeside'
  | 'askedBeside'
  | 'reachedFromHere'
  | 'openBeside'
  | 'openBesideHere';

/**
 * Does the app's own port answer beside its proxy? Asked for is the same port under the address that people use when
 * the app listens on the computer of its proxy only, and else the app's own address.
 */
export async function checkAround(tools: CheckTools, app: App): Promise<Finding[]> {
  const upstream = new URL(app.upstream);
  const front = new URL(app.url);
  const beside = isLoopback(upstream.hostname);
  const target = new URL(app.upstream);
  if (beside) target.hostname = front.hostname;
  const address = target.origin;
  const find = (result: Finding['result'], said: Around): Finding =>
    makeFinding('upstream_reachable', result, said, dataOf(address));
  if (address === front.origin || (beside && (await isSame(upstream.hostname, front.hostname)))) {
    return [find('unknown', 'sameAddress')];
  }

  const answer = await tools.asker.ask(`${address}/`, asScript);
  if (answer.kind === 'unknown_name') {
    return [find('unknown', 'nameLeadsNowhere')];
  }
  if (answer.kind === 'closed') return [find('good', 'closedBeside')];
  const judged = judgeAnswer(tools.deps, answer);
  if (judged.verdict === 'refused' || judged.verdict === 'misdirected') {
    return [find('good', 'askedBeside')];
  }
  // Whoever stands in front of the app has to reach it: from there it tells nothing.
  const here = await isHere(front.hostname);
  if (!beside && (app.kind === 'gateway' || here) && !(await isHere(upstream.hostname))) {
    return [find('unknown', 'reachedFromHere')];
  }
  return [find('bad', here ? 'openBesideHere' : 'openBeside'), ...(await checkForgedBeside(tools, address))];
}

/** Nothing stands between: whoever asks there may claim anything, unless the app itself refuses. */
async function checkForgedBeside({ asker, wire }: CheckTools, address: string): Promise<Finding[]> {
  const answer = await asker.ask(`${address}/`, { ...asScript, ...forgedHeaders(wire) });
  if (answer.kind === 'answer' && (answer.status === 401 || answer.status === 403)) return [];
  return [makeFinding('forged_identity', 'bad', 'forgedBeside', dataOf(address))];
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

async function isSame(one: string, other: string): Promise<boolean> {
  const [first, second] = await Promise.all([resolve(one), resolve(other)]);
  return first !== undefined && first === second;
}

async function isHere(hostname: string): Promise<boolean> {
  const address = await resolve(hostname);
  if (address === undefined) return false;
  return isLoopback(address) || listLocalAddresses().some((own) => own.address === address);
}

/** The address behind a name, by this computer's own means; undefined when it has none. */
async function resolve(hostname: string): Promise<string | undefined> {
  const bare = hostname.replace(/^\[|\]$/g, '');
  if (isIP(bare) !== 0) return bare;
  return lookup(bare).then(
    ({ address }) => address,
    () => undefined,
  );
}
