import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';

/** The app behind both proxies: a small answer, a stream of 1 GB under `/stream`, and WebSockets. */
const megabyte = Buffer.alloc(1024 * 1024, 'rollcall');
const streamMegabytes = 1024;
const small = Buffer.alloc(512, 'small ');

const server = createServer((req, res) => {
  if (req.url !== '/stream') {
    res.writeHead(200, { 'Content-Length': small.length }).end(small);
    return;
  }
  res.writeHead(200, { 'Content-Length': streamMegabytes * megabyte.length });
  let left = streamMegabytes;
  const more = (): void => {
    while (left > 0) {
      left -= 1;
      if (!res.write(megabyte)) {
        res.once('drain', more);
        return;
      }
    }
    res.end();
  };
  more();
});
new WebSocketServer({ server, perMessageDeflate: false }).on('connection', (socket) =>
  socket.on('error', () => undefined),
);
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
