import type { Alarm } from '../../../shared/model/status.ts';

interface Ready {
  readonly dataDir: string;
  readonly addresses: Readonly<Record<'https' | 'http' | 'console', readonly string[]>>;
  readonly alarms: readonly Pick<Alarm, 'code' | 'sentence'>[];
}

/** Of the alarms, why it does not listen where it should; undefined: it does. */
export function findNotListening(alarms: Ready['alarms']): string | undefined {
  return alarms.find(({ code }) => code === 'not_listening')?.sentence;
}

/** What is said in the terminal once it has opened: where people find it, or that nobody can, and why. */
export function describeReady({ dataDir, addresses, alarms }: Ready): string {
  const closed = findNotListening(alarms);
  const shut = alarms.filter(
    ({ code }) => code === 'console_not_listening' || code === 'gateway_not_listening',
  );
  return [
    ...(closed === undefined
      ? [
          'Rollcall is running.',
          `  People sign in at   ${addresses.https.join('  ')}`,
          `  Devices trust it at ${addresses.http.map((origin) => `${origin}/trust`).join('  ')}`,
        ]
      : ['Rollcall is running, but does not listen on the network.', `  ${closed}`]),
    ...addresses.console.slice(0, 1).map((origin) => `  Console             ${origin}`),
    `  Data                ${dataDir}`,
    ...shut.map(({ sentence }) => `  ${sentence}`),
    'Stop it with Ctrl+C.',
    '',
  ].join('\n');
}
