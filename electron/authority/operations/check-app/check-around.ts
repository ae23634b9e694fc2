import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { Finding } from '../../../../shared/model/app.ts';
import { listLocalAddresses } from '../../base/net/local-addresses.ts';
import type { App } from '../../records/apps/apps.ts';
import { judgeAnswer } from './judge-answer.ts';
import { asScript, dataOf, forgedHeaders, type CheckTools } from './looked-at.ts';

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
  if (address === front.origin || (beside && (await isSame(upstream.hostname, front.hostname)))) {
    return [
      unknown(
        address,
        'The app and what stands in front of it have one and the same address as seen from here.',
      ),
    ];
  }

  const answer = await tools.asker.ask(`${address}/`, asScript);
  if (answer.kind === 'unknown_name') {
    return [unknown(address, `The name in ${address} leads nowhere from this computer.`)];
  }
  if (answer.kind === 'closed') return [describeClosed(address)];
  const judged = judgeAnswer(tools.deps, answer);
  if (judged.verdict === 'refused' || judged.verdict === 'misdirected') {
    return [
      {
        code: 'upstream_reachable',
        result: 'good',
        sentence: `${address} answers, and Rollcall is asked there as well.`,
        data: dataOf(address),
      },
    ];
  }
  // Whoever stands in front of the app has to reach it: from there it tells nothing.
  const here = await isHere(front.hostname);
  if (!beside && (app.kind === 'gateway' || here) && !(await isHere(upstream.hostname))) {
    return [
      unknown(
        address,
        `The app answers at ${address}. This computer has to reach it there; whether others can too is not to be seen from here.`,
        `From another computer, ${address} must not answer: let only this one through in the firewall of the app's computer.`,
      ),
    ];
  }
  return [describeReachable(address, here), ...(await checkForgedBeside(tools, address))];
}

/** Nothing stands between: whoever asks there may claim anything, unless the app itself refuses. */
async function checkForgedBeside({ asker, wire }: CheckTools, address: string): Promise<Finding[]> {
  const answer = await asker.ask(`${address}/`, { ...asScript, ...forgedHeaders(wire) });
  if (answer.kind === 'answer' && (answer.status === 401 || answer.status === 403)) return [];
  return [
    {
      code: 'forged_identity',
      result: 'bad',
      sentence: `At ${address} nothing removes a forged Remote-User: an app that believes it takes whoever asks there for anybody they name.`,
      fix: `Close ${address} to everything but what stands in front of the app.`,
      data: dataOf(address),
    },
  ];
}

function describeReachable(address: string, here: boolean): Finding {
  return {
    code: 'upstream_reachable',
    result: 'bad',
    sentence: `The app answers at ${address} without Rollcall.${here ? ' It was asked from the computer it runs on, where a firewall does not count.' : ''}`,
    fix: 'Let the app listen on 127.0.0.1 only, or close that port to the network in the firewall.',
    data: dataOf(address),
  };
}

function describeClosed(address: string): Finding {
  return {
    code: 'upstream_reachable',
    result: 'good',
    sentence: `Nothing answers at ${address}: asked from this computer, there is no way around.`,
    data: dataOf(address),
  };
}

function unknown(address: string, sentence: string, fix?: string): Finding {
  return {
    code: 'upstream_reachable',
    result: 'unknown',
    sentence,
    ...(fix === undefined ? {} : { fix }),
    data: dataOf(address),
  };
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
