import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { refuse } from '../../shared/errors.ts';
import { openRequestHandler } from '../../electron/authority/base/http/request-handler.ts';
import type { EdgeDependencies } from '../../electron/authority/endpoints/edge-dependencies.ts';
import { mountRoutes, sendRefusal, sendThrown } from '../../electron/authority/endpoints/mount-routes.ts';
import type { RouteRow } from '../../electron/authority/endpoints/route-row.ts';

let server: Server | undefined;
afterEach(() => server?.close());

/** The edge with these rows alone, on a port of its own. */
async function serve(rows: readonly RouteRow[], logged: unknown[] = []): Promise<string> {
  const hosts = new Set<string>();
  const edge = {
    network: { hosts: () => hosts, origins: () => [], origin: () => 'https://127.0.0.1' },
    settings: { current: () => ({ portal: { title: 'Rollcall', accent: '' } }) },
    clock: { now: () => 0 },
    formKey: Buffer.alloc(32),
    log: { error: (entry: unknown) => logged.push(entry), warn: () => undefined },
  } as unknown as EdgeDependencies;
  const { listener } = await openRequestHandler({
    configure: (app) =>
      mountRoutes(app, edge, rows, (request, reply) =>
        sendRefusal(edge, request, reply, refuse('not_found')),
      ),
    onError: (...all) => sendThrown(edge, ...all),
  });
  const listening = createServer(listener);
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${String((listening.address() as AddressInfo).port)}`;
  hosts.add(host);
  return `http://${host}`;
}

const row = (more: Partial<RouteRow>): RouteRow => ({
  method: 'GET',
  path: '/x',
  body: 'none',
  answers: 'page',
  guards: [],
  handler: (_request, reply) => reply.send('fine'),
  ...more,
});

describe('a bug in a handler', () => {
  const bug = row({
    handler: () => {
      throw new Error('the secret detail');
    },
  });

  it('is a page with a reference, which the log has with the detail', async () => {
    const logged: { requestId?: string; err?: Error }[] = [];
    const answer = await fetch(`${await serve([bug], logged)}/x`);
    const text = await answer.text();
    expect(answer.status).toBe(500);
    expect(text).not.toContain('secret detail');
    expect(logged).toHaveLength(1);
    expect(logged[0]?.err?.message).toBe('the secret detail');
    expect(text).toContain(`Reference: ${logged[0]?.requestId ?? 'none'}`);
  });

  it('is problem+json for a program', async () => {
    const answer = await fetch(`${await serve([{ ...bug, answers: 'json' }])}/x`);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await answer.json()).toMatchObject({
      code: 'internal',
      status: 500,
      request_id: expect.any(String),
    });
  });
});

describe('a row', () => {
  it('takes only its own content type, and its guards before its handler', async () => {
    let handled = 0;
    const origin = await serve([
      row({
        method: 'POST',
        body: 'form',
        guards: ['same-origin', 'form-token'],
        handler: (_request, reply) => {
          handled += 1;
          return reply.send('done');
        },
      }),
    ]);
    const post = (type: string): Promise<Response> =>
      fetch(`${origin}/x`, { method: 'POST', headers: { 'Content-Type': type }, body: 'a=1' });
    expect((await post('text/plain')).status).toBe(400);
    expect((await post('application/x-www-form-urlencoded')).status).toBe(403);
    expect(handled).toBe(0);
  });

  it('answers other methods with 405 and says which it takes', async () => {
    const answer = await fetch(`${await serve([row({}), row({ method: 'POST', body: 'form' })])}/x`, {
      method: 'PUT',
    });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('GET, HEAD, POST');
  });
});

describe('a client that leaves in the middle of its form', () => {
  it('is no bug, and the next one is answered', async () => {
    const logged: unknown[] = [];
    const origin = await serve([row({ method: 'POST', body: 'form' }), row({ path: '/y' })], logged);
    const { host, hostname, port } = new URL(origin);
    const left = new Promise((resolve) => server?.once('connection', (one) => one.once('close', resolve)));
    const asked = new Promise((resolve) => server?.once('request', resolve));
    const socket = connect(Number(port), hostname);
    const form = 'Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 10';
    socket.write(`POST /x HTTP/1.1\r\nHost: ${host}\r\n${form}\r\n\r\na=`);
    await asked;
    socket.destroy();
    await left;
    expect(await (await fetch(`${origin}/y`)).text()).toBe('fine');
    expect(logged).toEqual([]);
  });
});
