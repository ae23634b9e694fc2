import type { CertificateView } from '../../../shared/model/status.ts';
import type { CertificateNames } from '../base/tls/create-certificates.ts';
import { coversHost } from '../base/tls/imported-certificate.ts';
import type { AlarmFact } from './alarm-watch.ts';
import type { Dependencies } from './dependencies.ts';
import { describeAlarm } from './english-words.ts';
import { nameSome } from './name-some.ts';
import { isoTime } from './show.ts';

/** What is known of an imported certificate; without names and times when it cannot be read. */
export interface ImportFacts extends CertificateNames {
  readonly state: NonNullable<CertificateView['import']>['state'];
  readonly issuer: string;
  readonly expiresAt?: number;
}

export interface CertificateFacts {
  readonly caFingerprint: string;
  readonly caFingerprintWords: readonly string[];
  /** Undefined: the authority cannot be read. */
  readonly caExpiresAt?: number | undefined;
  /** Rollcall's own. */
  readonly names: readonly string[];
  readonly expiresAt: number;
  readonly import?: ImportFacts | undefined;
}

const dayMs = 24 * 3600 * 1000;
const warningDays = 14;
/** Every device has to trust the next one: that takes an office some weeks. */
const authorityWarningDays = 90;

/** Hosts that links use and that these names do not cover. */
export function listUncovered(
  { network, settings }: Pick<Dependencies, 'network' | 'settings'>,
  names: CertificateNames,
): string[] {
  const linkHost = new URL(network.origin()).hostname.replace(/^\[|\]$/g, '');
  const hosts = new Set([linkHost, ...settings.current().network.names]);
  return [...hosts].filter((host) => !coversHost(names, host));
}

/** Hosts that links use and under which devices warn, even those that trust Rollcall: no certificate has them. */
function listWarned(deps: Pick<Dependencies, 'network' | 'settings'>, facts: CertificateFacts): string[] {
  // Nobody is served anything.
  if (facts.caExpiresAt === undefined) return [];
  const imported = facts.import?.state === 'in_force' ? facts.import : undefined;
  return listUncovered(deps, {
    dnsNames: [...facts.names, ...(imported?.dnsNames ?? [])],
    ips: [...facts.names, ...(imported?.ips ?? [])],
  });
}

export function showCertificate(
  deps: Pick<Dependencies, 'network' | 'settings'>,
  facts: CertificateFacts,
): CertificateView {
  const own = { names: [...facts.names], validUntil: isoTime(facts.expiresAt) };
  const fingerprint = {
    caFingerprint: facts.caFingerprint,
    caFingerprintWords: [...facts.caFingerprintWords],
    ...(facts.caExpiresAt === undefined ? {} : { caValidUntil: isoTime(facts.caExpiresAt) }),
  };
  const uncovered = listWarned(deps, facts);
  if (facts.import === undefined) return { ...fingerprint, ...own, imported: false, own, uncovered };
  const { state, dnsNames, ips, issuer, expiresAt } = facts.import;
  const names = [...dnsNames, ...ips];
  const validUntil = expiresAt === undefined ? undefined : isoTime(expiresAt);
  const inForce = state === 'in_force' && validUntil !== undefined;
  return {
    ...fingerprint,
    ...(inForce ? { names, validUntil } : own),
    imported: inForce,
    own,
    uncovered,
    import: {
      state,
      names,
      issuer,
      uncovered: inForce ? listUncovered(deps, { dnsNames, ips }) : [],
      ...(validUntil === undefined ? {} : { validUntil }),
    },
  };
}

/** What the admin should do about certificates. */
export function listCertificateAlarms(
  deps: Pick<Dependencies, 'clock' | 'network' | 'settings'>,
  facts: CertificateFacts,
): AlarmFact[] {
  const now = deps.clock.now();
  const alarms: AlarmFact[] = [];
  const { named, more } = nameSome(listWarned(deps, facts));
  if (named.length > 0) {
    alarms.push(describeAlarm({ code: 'certificate_lacks_hosts', hosts: named, more }));
  }
  const { import: imported } = facts;
  if (imported !== undefined && imported.state !== 'in_force') {
    alarms.push(describeAlarm({ code: 'certificate_unusable', state: imported.state }));
  }
  const ownDays = daysUntil(facts.expiresAt, now);
  const authorityDays = facts.caExpiresAt === undefined ? Infinity : daysUntil(facts.caExpiresAt, now);
  if (authorityDays < authorityWarningDays) {
    alarms.push(describeAlarm({ code: 'authority_expires', days: Math.max(0, authorityDays) }));
  }
  const importedDays =
    imported?.state === 'in_force' && imported.expiresAt !== undefined
      ? daysUntil(imported.expiresAt, now)
      : undefined;
  // One that ends with its authority cannot be renewed: that is said already.
  if (ownDays < warningDays && ownDays < authorityDays) {
    const days = Math.max(0, ownDays);
    alarms.push(describeAlarm({ code: 'certificate_expires', whose: 'own', days }));
  } else if (importedDays !== undefined && importedDays < warningDays) {
    alarms.push(describeAlarm({ code: 'certificate_expires', whose: 'imported', days: importedDays }));
  }
  return alarms;
}

function daysUntil(at: number, now: number): number {
  return Math.floor((at - now) / dayMs);
}
