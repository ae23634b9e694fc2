/** Extended length of a payload: that many bytes follow the first two (RFC 6455, 5.2). */
const lengthBytes: Readonly<Record<number, number>> = { 126: 2, 127: 8 };
const headBytesMax = 14;

/**
 * Follows where the frames of one direction of a WebSocket end, without keeping any of them: a frame of our own may
 * only stand between two.
 */
export class WebSocketFrames {
  readonly #head = Buffer.alloc(headBytesMax);
  #headBytes = 0;
  /** Bytes of the payload that have not come yet. */
  #left = 0;

  /** Is everything that came whole frames? */
  get atBoundary(): boolean {
    return this.#headBytes === 0 && this.#left === 0;
  }

  /** All of it goes by. */
  take(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length) at = this.#step(chunk, at);
  }

  /** How many bytes of the chunk go by until a frame ends; all of them when none does. */
  takeToBoundary(chunk: Buffer): number {
    let at = 0;
    while (at < chunk.length && !this.atBoundary) at = this.#step(chunk, at);
    return at;
  }

  /** @returns where in the chunk it goes on */
  #step(chunk: Buffer, at: number): number {
    if (this.#left > 0) {
      const bytes = Math.min(this.#left, chunk.length - at);
      this.#left -= bytes;
      return at + bytes;
    }
    this.#head[this.#headBytes] = chunk[at] ?? 0;
    this.#headBytes += 1;
    const length = this.#payloadLength();
    if (length !== undefined) {
      this.#headBytes = 0;
      this.#left = length;
    }
    return at + 1;
  }

  /** Undefined while the head is not whole. */
  #payloadLength(): number | undefined {
    if (this.#headBytes < 2) return undefined;
    const second = this.#head[1] ?? 0;
    const short = second & 0x7f;
    const extended = lengthBytes[short] ?? 0;
    const maskBytes = (second & 0x80) === 0 ? 0 : 4;
    if (this.#headBytes < 2 + extended + maskBytes) return undefined;
    if (extended === 2) return this.#head.readUInt16BE(2);
    // Longer than any number there is: such a frame never ends here.
    return extended === 8 ? Number(this.#head.readBigUInt64BE(2)) : short;
  }
}

/** A Close frame of a server (unmasked). `reason` may have 123 bytes and is cut before. */
export function closeFrame(code: number, reason: string): Buffer {
  const text = Buffer.from(reason, 'utf8').subarray(0, 123);
  const frame = Buffer.alloc(4 + text.length);
  frame[0] = 0x88;
  frame[1] = 2 + text.length;
  frame.writeUInt16BE(code, 2);
  text.copy(frame, 4);
  return frame;
}
