import type { App } from '../../records/apps/apps.ts';

/** What the configuration of a proxy for one app is made of. */
export interface SnippetOptions {
  readonly app: App;
  /** `ID.KEY`, the value of the header `Rollcall-App`. */
  readonly secret: string;
  /** Of the authority, as the proxy reaches it. */
  readonly origin: string;
  /** Where the certificate of Rollcall's CA lies on the machine of the proxy. */
  readonly caPemPath: string;
}

/** Name that is always in the certificate of the authority, whatever addresses it has. */
export const authorityName = 'rollcall.internal';

/** How to get the certificate of Rollcall's CA, as comment lines. */
export function caComment({ origin, caPemPath }: SnippetOptions): string {
  return `# Before: give it the certificate of Rollcall's own authority, once, and compare its fingerprint with the one
# that Rollcall shows:
#   curl --insecure --create-dirs -o ${caPemPath} ${origin}/trust/ca.pem
#   openssl x509 -in ${caPemPath} -noout -fingerprint -sha256`;
}

/** The app's name cannot end a comment. */
export function commentName(app: App): string {
  return app.name.replace(/\p{C}/gu, ' ');
}

export function partMark(number: number, place: string): string {
  return `#### Part ${String(number)}: ${place}`;
}
