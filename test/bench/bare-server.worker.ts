import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

/** The yardstick: node:https with the same certificate, answering 200 to everything. Argument: the keys folder. */
const [keysDir = ''] = process.argv.slice(2);
const server = createServer(
  {
    key: readFileSync(path.join(keysDir, 'leaf.key.pem')),
    cert: readFileSync(path.join(keysDir, 'leaf.crt.pem')),
    minVersion: 'TLSv1.2',
  },
  (_request, response) => {
    response.writeHead(200, { 'Content-Length': '0' }).end();
  },
);
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
