import {
  type CertificateNames,
  createCaCertificate,
  createLeafCertificate,
  type KeyAndCertificate,
} from './create-certificates.ts';
import { decideLeafNames } from './leaf-names.ts';
import {
  describeLeaf,
  leafCertFile,
  leafKeyFile,
  type Leaf,
  type LoadOptions,
  readCa,
  wordsOf,
} from './loaded-authority.ts';

export const caKeyFile = 'ca.key.pem';
export const caCertFile = 'ca.crt.pem';

/** Another CA with a leaf of it. In memory alone: nothing of it is on disk or in force. */
export interface NextAuthority {
  /** Upper-case hex with colons. */
  readonly fingerprintSha256: string;
  readonly fingerprintWords: readonly string[];
  readonly caExpiresAt: number;
  readonly leaf: Leaf;
  /** What the folder of keys holds once it is in force: text by file name. */
  readonly files: Readonly<Record<string, string>>;
  readonly ca: KeyAndCertificate;
}

/**
 * A CA with a leaf of it, for these names and addresses; private addresses it may vouch for as any. What is in the folder
 * of keys is neither read nor changed.
 */
export async function makeNextAuthority(
  { now, random }: Pick<LoadOptions, 'now' | 'random'>,
  wanted: CertificateNames,
): Promise<NextAuthority> {
  const ca = await createCaCertificate({
    now: now(),
    random,
    chosenNames: [...wanted.dnsNames, ...wanted.ips],
  });
  const { certificate, constraints } = readCa(ca);
  const names = decideLeafNames(wanted, constraints);
  const pair = await createLeafCertificate({ now: now(), random, ca, names });
  return {
    ca,
    fingerprintSha256: certificate.fingerprint256,
    fingerprintWords: wordsOf(certificate),
    caExpiresAt: Date.parse(certificate.validTo),
    leaf: describeLeaf(pair, names, { renewed: true }),
    files: {
      [caKeyFile]: ca.keyPem,
      [caCertFile]: ca.certPem,
      [leafKeyFile]: pair.keyPem,
      [leafCertFile]: pair.certPem,
    },
  };
}
