import { useEffect, useState } from 'react';
import { useAuthorityStore } from '../authority/authority-store.ts';
import { sendCommand } from '../authority/use-command.ts';

/** So long nobody types the next digit. */
const typingMs = 300;
/** Free ones are looked for from here on: above 1024 no account needs permission. */
const offerFrom = 8443;
const offerTries = 12;

export interface PortCheck {
  /** `empty`: there is none to be checked. */
  readonly state: 'empty' | 'checking' | 'free' | 'ours' | 'busy' | 'forbidden' | 'same' | 'unknown';
  readonly holder?: { readonly pid: number; readonly name: string } | undefined;
  /** A port that is free, when this one is not. */
  readonly offer?: number;
  readonly usable: boolean;
}

type Answer = Omit<PortCheck, 'usable'> & { readonly port: number };

/** Asks the authority whether a port can be used, and for another one when not. */
export function usePortCheck(port: number, otherPort: number): PortCheck {
  const client = useAuthorityStore((state) => state.client);
  const [answer, setAnswer] = useState<Answer>();
  useEffect(() => {
    if (client === undefined || Number.isNaN(port) || port === otherPort) return undefined;
    let dropped = false;
    const timer = setTimeout(() => {
      void checkPort(port, otherPort).then((found) => {
        if (!dropped) setAnswer(found);
      });
    }, typingMs);
    return () => {
      dropped = true;
      clearTimeout(timer);
    };
  }, [client, port, otherPort]);
  if (Number.isNaN(port)) return { state: 'empty', usable: false };
  if (port === otherPort) return { state: 'same', usable: false };
  if (answer?.port !== port) return { state: 'checking', usable: false };
  return { ...answer, usable: answer.state === 'free' || answer.state === 'ours' };
}

async function checkPort(port: number, otherPort: number): Promise<Answer> {
  const result = await sendCommand((client) => client.network.checkPort({ port }));
  if (!result.ok) return { port, state: 'unknown' };
  const { state, holder } = result.answer;
  if (state === 'free' || state === 'ours') return { port, state };
  const first = Math.max(port + 1, offerFrom);
  for (let candidate = first; candidate < first + offerTries; candidate += 1) {
    if (candidate === otherPort || candidate > 65_535) continue;
    const other = await sendCommand((client) => client.network.checkPort({ port: candidate }));
    if (other.ok && (other.answer.state === 'free' || other.answer.state === 'ours')) {
      return { port, state, holder, offer: candidate };
    }
  }
  return { port, state, holder };
}
