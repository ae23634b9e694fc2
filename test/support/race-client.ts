import { Agent } from 'node:https';
import { createInterface } from 'node:readline';
import { ApiClient, type ApiSession } from './client.ts';

/**
 * One of several client processes of a race. Reads one JSON order from standard input, opens its connections, writes
 * `ready`, and on the next line signs in on all of them at once. Then writes one JSON list of `RaceAnswer`.
 */
export interface RaceOrder {
  readonly origin: string;
  readonly ca: string;
  readonly name: string;
  readonly password: string;
  readonly devices: readonly string[];
}

export interface RaceAnswer {
  readonly status: number;
  readonly token: string | undefined;
}

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const readLine = async (): Promise<string> => String((await lines.next()).value);

const order = JSON.parse(await readLine()) as RaceOrder;
const agents = order.devices.map(() => new Agent({ ca: order.ca, keepAlive: true }));
const clients = agents.map((agent) => new ApiClient(order.origin, order.ca, agent));
await Promise.all(clients.map((client) => client.call('GET', '/health')));
process.stdout.write('ready\n');
await readLine();
const answers = await Promise.all(
  clients.map(async (client, n): Promise<RaceAnswer> => {
    const answer = await client.signIn(order.name, order.password, order.devices[n] ?? '');
    return {
      status: answer.status,
      token: answer.status === 201 ? answer.json<ApiSession>().token : undefined,
    };
  }),
);
process.stdout.write(`${JSON.stringify(answers)}\n`);
for (const agent of agents) agent.destroy();
process.exit(0);
