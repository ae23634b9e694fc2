import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventBoundary } from '../../electron/authority/endpoints/gateway/event-boundary.ts';
import { closeFrame, WebSocketFrames } from '../../electron/authority/endpoints/gateway/websocket-frames.ts';

interface Frame {
  readonly length: number;
  readonly masked: boolean;
}

function write({ length, masked }: Frame): Buffer {
  const head =
    length < 126
      ? Buffer.from([0x82, length])
      : length < 65_536
        ? Buffer.from([0x82, 126, length >> 8, length & 0xff])
        : Buffer.concat([
            Buffer.from([0x82, 127, 0, 0, 0, 0]),
            Buffer.from([length >>> 24, (length >> 16) & 0xff, (length >> 8) & 0xff, length & 0xff]),
          ]);
  if (masked) head[1] = (head[1] ?? 0) | 0x80;
  return Buffer.concat([head, Buffer.alloc(masked ? 4 : 0, 7), Buffer.alloc(length, 0x82)]);
}

const frames = fc.array(
  fc.record({
    length: fc.oneof(fc.constantFrom(0, 1, 125, 126, 127, 65_535, 65_536), fc.nat(400)),
    masked: fc.boolean(),
  }),
  { maxLength: 8 },
);

describe('the frames of a WebSocket', () => {
  it('end where they end, however the bytes are cut into pieces', () => {
    fc.assert(
      fc.property(frames, fc.array(fc.integer({ min: 1, max: 90_000 }), { minLength: 1 }), (all, sizes) => {
        const bytes = Buffer.concat(all.map(write));
        const boundaries = new Set([0]);
        let end = 0;
        for (const frame of all) boundaries.add((end += write(frame).length));
        const watch = new WebSocketFrames();
        for (let at = 0, n = 0; at < bytes.length; n += 1) {
          const size = sizes[n % sizes.length] ?? 1;
          watch.take(bytes.subarray(at, at + size));
          at = Math.min(at + size, bytes.length);
          expect(watch.atBoundary).toBe(boundaries.has(at));
        }
      }),
    );
  });

  it('are followed to the next end, and no byte further', () => {
    fc.assert(
      fc.property(frames, fc.nat(), (all, seed) => {
        const whole = [...all, { length: 300, masked: false }];
        const bytes = Buffer.concat(whole.map(write));
        const from = seed % bytes.length;
        const watch = new WebSocketFrames();
        watch.take(bytes.subarray(0, from));
        let end = 0;
        for (const frame of whole) if (end < from) end += write(frame).length;
        expect(watch.takeToBoundary(bytes.subarray(from))).toBe(end - from);
        expect(watch.atBoundary).toBe(true);
      }),
    );
  });

  it('of a length nobody can send never end', () => {
    const watch = new WebSocketFrames();
    watch.take(Buffer.from([0x82, 127, 255, 255, 255, 255, 255, 255, 255, 255]));
    expect(watch.takeToBoundary(Buffer.alloc(1000))).toBe(1000);
    expect(watch.atBoundary).toBe(false);
  });

  it('of leave have a code, and a reason that fits', () => {
    expect(closeFrame(4401, 'idle')).toEqual(Buffer.from([0x88, 6, 0x11, 0x31, ...Buffer.from('idle')]));
    expect(closeFrame(4401, 'x'.repeat(500)).length).toBe(2 + 125);
  });
});

describe('a stream of events', () => {
  it.each([
    ['', true],
    ['data: a\n\n', true],
    ['data: a\r\n\r\n', true],
    ['data: a\r\r', true],
    [': comment\n\n', true],
    ['data: a\n', false],
    ['data: a\r\n', false],
    ['data: a', false],
    ['data: a\n\ndata: b', false],
    ['data: a\n\nd', false],
  ])('stands between two events after %j: %s', (text, expected) => {
    for (const size of [1, 2, 3, 100]) {
      const boundary = new EventBoundary();
      for (let at = 0; at < text.length; at += size) boundary.take(Buffer.from(text.slice(at, at + size)));
      expect(boundary.atBoundary).toBe(expected);
    }
  });
});
