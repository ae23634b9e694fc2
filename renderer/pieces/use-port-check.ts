import { useEffect, useState } from 'react';
import { useAuthorityStore } from '../authority/authority-store.ts';
import { sendCommand } from '../authority/use-command.ts';

/** So long nobody types the next digit. */
const typingMs = 300;
/** Free ones are looked for from here on: above 1024 no account needs permission. */
const offerFrom = 8443;
const offerTries = 12;

/** Who can say what is with a port; nothing when nobody can. */
export type AskPort = (port: number) => Promise<Pick<Answer, 'state' | 'holder'> | undefined>;

const askAuthority: AskPort = async (port) => {
  const result = await sendCommand((client) => client.network.checkPort({ port }));
  return result.ok ? result.answer : undefined;
};

export interface PortCheck {
  /** `empty`: there is none to be checked. */
  readonly state: 'empty' | 'checking' | 'free' | 'ours' | 'busy' | 'forbidden' | 'same' | 'unknown';
  readonly holder?: { readonly pid: number; readonly name: string } | undefined;
  /** A port that is free, when this one is not. */
  readonly offer?: number;
  readonly usable: boolean;
}

type Answer = Omit<PortCheck, 'usable'> & { readonly port: number };

/** Asks, the authority if nobody else, whether a port can be used, and for another one when not. */
export function usePortCheck(port: number, otherPort: number, ask = askAuthority): PortCheck {
  const connected = useAuthorityStore((state) => state.client !== undefined);
  const canAsk = connected || ask !== askAuthority;
  const [answer, setAnswer] = useState<Answer>();
  useEffect(() => {
    if (!canAsk || Number.isNaN(port) || port === otherPort) return undefined;
    let dropped = false;
    const timer = setTimeout(() => {
      void checkPort(port, otherPort, ask).then((found) => {
        if (!dropped) setAnswer(found);
      });
    }, typingMs);
    return () => {
      dropped = true;
      clearTimeout(timer);
    };
  }, [canAsk, ask, port, otherPort]);
  if (Number.isNaN(port)) return { state: 'empty', usable: false };
  if (!canAsk) return { state: 'unknown', usable: false };
  if (port === otherPort) return { state: 'same', usable: false };
  if (answer?.port !== port) return { state: 'checking', usable: false };
  return { ...answer, usable: answer.state === 'free' || answer.state === 'ours' };
}

/** @param otherPort is not offered: something else is to listen there */
export async function checkPort(port: number, otherPort: number, ask: AskPort): Promise<Answer> {
  const found = await ask(port);
  if (found === undefined) return { port, state: 'unknown' };
  const { state, holder } = found;
  if (state === 'free' || state === 'ours') return { port, state };
  const first = Math.max(port + 1, offerFrom);
  for (let candidate = first; candidate < first + offerTries; candidate += 1) {
    if (candidate === otherPort || candidate > 65_535) continue;
    const other = await ask(candidate);
    if (other?.state === 'free' || other?.state === 'ours') {
      return { port, state, holder, offer: candidate };
    }
  }
  return { port, state, holder };
}
