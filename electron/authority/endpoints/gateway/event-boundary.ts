/**
 * Follows whether a stream of server-sent events stands between two events: after an empty line, or at its beginning.
 * An event of our own anywhere else would become part of one of the app's.
 */
export class EventBoundary {
  /** The last bytes that came, enough for two line ends. */
  #tail = '\n\n';

  get atBoundary(): boolean {
    return /(?:\r\n|\n|\r)(?:\r\n|\n|\r)$/.test(this.#tail) && !/(?:^|[^\r\n])\r\n$/.test(this.#tail);
  }

  take(chunk: Buffer): void {
    if (chunk.length === 0) return;
    this.#tail = (this.#tail + chunk.subarray(-4).toString('latin1')).slice(-4);
  }
}

/** The event a client gets at the end of its session. */
export function lastEvent(reason: string): string {
  return `event: rollcall\ndata: ${JSON.stringify({ code: 'ended', reason })}\n\n`;
}
