/** Has a request with this `CDN-Loop` passed the gateway that writes this mark? */
export function hasPassed(cdnLoop: string | string[] | undefined, mark: string): boolean {
  return marksOf(cdnLoop).some((one) => one.split(';')[0]?.trim() === mark);
}

/** The header as it goes on: whoever has passed the request before stays in it (RFC 8586). */
export function withMark(cdnLoop: string | string[] | undefined, mark: string): string {
  return [...marksOf(cdnLoop), mark].join(', ');
}

function marksOf(cdnLoop: string | string[] | undefined): string[] {
  return [cdnLoop ?? []]
    .flat()
    .flatMap((line) => line.split(','))
    .map((one) => one.trim())
    .filter((one) => one !== '');
}
