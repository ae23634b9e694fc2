import type { FastifyReply, FastifyRequest } from 'fastify';
import type { EdgeDependencies } from '../edge-dependencies.ts';
import { originAt } from '../origin-at.ts';
import type { RouteRow } from '../route-row.ts';
import { openFrame } from './frame.ts';
import { trustPagePolicy } from './security-headers.ts';
import { sendPage } from './send-page.ts';
import { TrustPage } from './trust-page.tsx';
import { findTrustingDevice, nameTrustingDevice } from './trusting-device.ts';
import { isTrustSystem, trustSystemOf } from './trust-system.ts';

const checkPicture =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="32" height="32">' +
  '<circle cx="16" cy="16" r="15" fill="#1b7a43"/>' +
  '<path d="M9 16.5l5 5 9-11" fill="none" stroke="#fff" stroke-width="3.2" stroke-linecap="round" stroke-linejoin="round"/></svg>';

/** `/trust`: the install's own CA, how a device comes to trust it, and whether it does. On both listeners. */
export function trustRoutes(edge: EdgeDependencies, listener: 'https' | 'http'): RouteRow[] {
  const row = (path: string, handler: RouteRow['handler']): RouteRow => ({
    method: 'GET',
    path,
    body: 'none',
    answers: 'page',
    guards: [],
    handler,
  });
  const download = (path: string, type: string, fileName: string, content: () => string | Buffer): RouteRow =>
    row(path, (_request, reply) =>
      reply.type(type).header('Content-Disposition', `attachment; filename="${fileName}"`).send(content()),
    );
  return [
    row('/trust', (...both) => sendTrust(edge, listener, ...both)),
    row('/trust/check.svg', (request, reply) => {
      const device = listener === 'https' ? findTrustingDevice(edge, request) : undefined;
      if (device !== undefined) edge.onTrustingDevice?.(device);
      return reply.type('image/svg+xml').send(checkPicture);
    }),
    download('/trust/ca.crt', 'application/x-x509-ca-cert', 'rollcall-ca.crt', () =>
      Buffer.from(edge.trust.caDer),
    ),
    download('/trust/ca.pem', 'application/x-pem-file', 'rollcall-ca.pem', () => edge.trust.caPem),
    download(
      '/trust/rollcall.mobileconfig',
      'application/x-apple-aspen-config',
      'rollcall.mobileconfig',
      () => edge.trust.mobileConfig(),
    ),
  ];
}

function sendTrust(
  edge: EdgeDependencies,
  listener: 'https' | 'http',
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const { system } = request.query as Readonly<Record<string, unknown>>;
  const host = request.headers.host ?? '';
  const ports = edge.ports();
  return sendPage(
    reply.header('Content-Security-Policy', trustPagePolicy(edge.settings.current().portal.accent)),
    200,
    <TrustPage
      frame={openFrame(edge, request)}
      system={isTrustSystem(system) ? system : trustSystemOf(request.headers['user-agent'])}
      trust={edge.trust}
      secureOrigin={originAt(host, 'https', ports.https)}
      checkPicture={
        listener === 'http'
          ? `${originAt(host, 'https', ports.https)}/trust/check.svg?device=${nameTrustingDevice(edge, request, reply)}`
          : undefined
      }
      checkUrl={listener === 'http' ? undefined : `${originAt(host, 'http', ports.http)}/trust`}
    />,
  );
}
