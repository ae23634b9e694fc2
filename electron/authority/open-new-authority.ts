import { randomBytes } from 'node:crypto';
import { refuse } from '../../shared/errors.ts';
import type { Settings } from '../../shared/model/settings.ts';
import type { Logger } from './base/log/open-log.ts';
import { listLocalAddresses } from './base/net/local-addresses.ts';
import type { openCertificateAuthority } from './base/tls/certificate-authority.ts';
import { makeNextAuthority } from './base/tls/next-authority.ts';
import type { Gateway } from './open-gateway.ts';
import type { Lan } from './open-lan.ts';
import type { Upkeep } from './open-upkeep.ts';
import type { Dependencies } from './operations/dependencies.ts';
import type { ReplaceAuthority } from './operations/make-authority.ts';
import { listNames } from './operations/network.ts';
import type { CertificateFacts } from './operations/show-certificate.ts';
import { applyPendingKeys, writeNextKeys } from './records/keys/pending-keys.ts';

type OpenedAuthority = Awaited<ReturnType<typeof openCertificateAuthority>>;

/** What links may name this computer by, beyond what any authority may vouch for; read when the first one is made. */
export function listOwnHosts(settings: Settings['network']): string[] {
  return [...listNames(settings), ...listLocalAddresses().map(({ address }) => address)];
}

/** What the console shows of it. */
export function showAuthority(
  ca: OpenedAuthority,
): Pick<CertificateFacts, 'caFingerprint' | 'caFingerprintWords' | 'caExpiresAt'> {
  if (!ca.ok) return { caFingerprint: '', caFingerprintWords: [] };
  const { fingerprintSha256, fingerprintWords, caExpiresAt } = ca.authority;
  return { caFingerprint: fingerprintSha256, caFingerprintWords: fingerprintWords, caExpiresAt };
}

/**
 * The new authority and its leaf wait on disk, are in force with the transaction that records them, and take the place of
 * the old ones: in the folder of keys, in memory, and for every connection from then on. Where the old authority cannot be
 * read there is nothing in memory to change: the LAN is closed, and opens when the authority of this process opens anew.
 */
export function openNewAuthority(options: {
  readonly deps: Pick<Dependencies, 'clock' | 'database'>;
  readonly keysDir: string;
  readonly ca: OpenedAuthority;
  readonly lan: Pick<Lan, 'changeAuthority'>;
  readonly gateway: Pick<Gateway, 'follow'>;
  readonly upkeep: Pick<Upkeep, 'trustingDevices' | 'stageAuthority'>;
  readonly log: Pick<Logger, 'error'>;
  /** The LAN was closed. */
  readonly reopen: () => void;
}): ReplaceAuthority {
  const { deps, keysDir, ca, lan, gateway, upkeep, log } = options;
  const makeNext: typeof makeNextAuthority = (source, wanted) =>
    ca.ok ? ca.authority.makeNext(wanted) : makeNextAuthority(source, wanted);

  return async (record) => {
    const changed = await lan.changeAuthority(async (wanted) => {
      const next = await makeNext({ now: () => deps.clock.now(), random: randomBytes }, wanted);
      let waiting: Awaited<ReturnType<typeof writeNextKeys>>;
      try {
        // Left over only where the folder could not be written the last time.
        await applyPendingKeys(deps.database, keysDir);
        waiting = await writeNextKeys(keysDir, next.files);
      } catch (error) {
        return refuse('store_unavailable', { detail: String(error) });
      }
      const recorded = await record({
        fingerprint: next.fingerprintSha256,
        words: next.fingerprintWords,
        replaced: ca.ok ? ca.authority.fingerprintSha256 : '',
        expiresAt: next.caExpiresAt,
        trustingDevices: upkeep.trustingDevices(),
        stage(batch) {
          waiting.stage(batch);
          upkeep.stageAuthority(batch, next.fingerprintSha256);
        },
      });
      if (!recorded.ok) {
        await waiting.discard();
        return recorded;
      }
      try {
        await applyPendingKeys(deps.database, keysDir);
      } catch (error) {
        // It is recorded: the next start puts the files in their places.
        log.error({ err: error }, 'the new certificate authority waits in the folder of keys');
      }
      if (ca.ok) ca.authority.adopt(next);
      return next.leaf;
    });
    if (!changed.ok) return changed;
    if (ca.ok) await gateway.follow();
    else options.reopen();
    return { ok: true };
  };
}
