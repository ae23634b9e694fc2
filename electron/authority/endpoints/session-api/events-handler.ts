import { PassThrough } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { EdgeDependencies } from '../edge-dependencies.ts';
import { remoteAddress } from '../remote-address.ts';
import { findBearer } from './bearer.ts';

/** `GET /session/events`: server-sent events for the session of the bearer. Being connected is seen, never use. */
export function eventsHandler(
  edge: EdgeDependencies,
): (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> {
  return async (request, reply) => {
    const found = await findBearer(edge, request, reply, 'seen');
    if (!found) return reply;
    reply.type('text/event-stream').header('Cache-Control', 'no-store').header('X-Accel-Buffering', 'no');
    // Only asked about, so nothing is kept open.
    if (request.method === 'HEAD') return reply.send('');

    const stream = new PassThrough();
    const forget = edge.eventStreams.open(found.session, remoteAddress(request), {
      write: (text) => void stream.write(text),
      end: () => void stream.end(),
      drop: () => void stream.destroy(),
      unread: () => stream.readableLength + stream.writableLength + reply.raw.writableLength,
    });
    // When the client goes, the framework destroys the stream.
    stream.once('close', forget);
    // Its going is no failure of ours.
    stream.on('error', forget);
    return reply.send(stream);
  };
}
