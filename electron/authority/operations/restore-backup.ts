import { isDeepStrictEqual } from 'node:util';
import type { BackupView, RestorePart } from '../../../shared/model/backup.ts';
import type { Settings } from '../../../shared/model/settings.ts';
import type { Batch } from '../base/storage/batch.ts';
import type { CommitResult } from '../base/storage/database.ts';
import { caCertFile, caKeyFile } from '../base/tls/next-authority.ts';
import type { AuditHead } from '../records/audit/audit.ts';
import { voidForRestore } from '../records/backup/backup-contents.ts';
import {
  stageAuditOfBackup,
  stageInstallHistory,
  stageSessionHistory,
  stageUsersAndApps,
  stageVoid,
} from '../records/backup/stage-restore.ts';
import { isSigningKeyFile } from '../records/keys/private-keys.ts';
import { stagePendingKeys, type PendingKeys } from '../records/keys/pending-keys.ts';
import type { BackupFile, BackupPlace } from './backup-file.ts';
import type { ApplyNetwork } from './change-settings.ts';
import type { AdminProof, AdminRefusal } from './confirm-admin.ts';
import { confirmRestore } from './confirm-restore.ts';
import type { Dependencies } from './dependencies.ts';
import { openBackup, type BackupRefusal, type OpenBackup } from './open-backup.ts';
import { recordEnds } from './record-ends.ts';

export interface RestoreRequest {
  readonly file: BackupFile;
  readonly part: RestorePart;
  /** By whom it is confirmed: see `confirmRestore`. */
  readonly proof: AdminProof | undefined;
}

type RestoreAnswer = { ok: true; backup: BackupView; endedSessions: number } | BackupRefusal | AdminRefusal;

/**
 * Puts a backup, or a part of it, in the place of what is here: confirmed and checked first, then in one transaction that
 * nothing comes between. A new epoch begins: everybody is signed out, and whatever was under way, here or in the backup, is
 * void. When it is done the records in memory are those of before, and take no more changes: the authority has to open anew.
 */
export async function restoreBackup(
  deps: Dependencies,
  place: BackupPlace,
  { file, part, proof }: RestoreRequest,
  actor: string,
  applyNetwork: ApplyNetwork,
): Promise<RestoreAnswer> {
  const confirmed = await confirmRestore(deps, proof, actor);
  if (!confirmed.ok) return confirmed;
  const { admin } = confirmed;
  return openBackup<RestoreAnswer>(deps, place, file, async (backup) => {
    const now = deps.clock.now();
    const voided = await voidForRestore(backup.copy, now);
    if (!voided.ok) return voided;

    const networkBefore = deps.settings.current().network;
    const network =
      part === 'users-and-apps' ? networkBefore : await decideNetwork(deps, place, backup, applyNetwork);
    let endedSessions = 0;
    const write = (): Promise<CommitResult> =>
      // From here on nobody else's change is taken: who has confirmed it can no longer lose the right to.
      deps.database.commitLast(backup.copyPath, async (batch) => {
        const theirs = backup.contents.manifest.auditHead;
        const audit = await compareAudits(deps, part, theirs);
        const isRetired = audit.kind === 'continued' && (await hasMadeAuthoritySince(deps, theirs.seq));
        // Counted in memory until now, and this is the last that is written: they are of today whatever comes back.
        deps.signIns.stageFailures(batch);
        endedSessions = stage(deps, batch, backup, { part, actor, admin, now, network, audit, isRetired });
      });
    const committed = confirmed.whyVoid() ?? (await write());
    if (!committed.ok) {
      if (network !== networkBefore)
        await applyNetwork({ ...deps.settings.current(), network: networkBefore });
      return committed;
    }
    await deps.settings.fileWritten();
    return { ok: true, backup: backup.view, endedSessions };
  });
}

/**
 * Addresses and ports belong to a computer: those of another one, or some that cannot be listened under here, would
 * make this Rollcall unreachable.
 */
async function decideNetwork(
  deps: Dependencies,
  place: BackupPlace,
  { contents, settings }: OpenBackup,
  applyNetwork: ApplyNetwork,
): Promise<Settings['network']> {
  const before = deps.settings.current().network;
  if (contents.manifest.host !== place.host || isDeepStrictEqual(before, settings.network)) return before;
  const { network } = settings;
  return (await applyNetwork({ ...deps.settings.current(), network })).ok ? network : before;
}

type AuditRelation =
  /** The audit here has that of the backup as its beginning. */
  | { readonly kind: 'continued' }
  /** Nothing but the setup has happened here: the audit of the backup takes its place. */
  | { readonly kind: 'replaced'; readonly head: AuditHead }
  /** Both have a history of their own: this one stays. */
  | { readonly kind: 'foreign' };

async function compareAudits(
  deps: Dependencies,
  part: RestorePart,
  theirs: AuditHead,
): Promise<AuditRelation> {
  const [same] = theirs.seq === 0 ? [theirs] : await deps.audit.read({ after: theirs.seq - 1, limit: 1 });
  if (same?.seq === theirs.seq && same.hash === theirs.hash) return { kind: 'continued' };
  const isFresh = deps.install.find('first_session_at') === undefined && deps.install.epoch() === 0;
  return part === 'everything' && isFresh
    ? { kind: 'replaced', head: await deps.audit.head() }
    : { kind: 'foreign' };
}

/**
 * The authority in the backup was replaced here later, perhaps because somebody has a copy of its key: no device is to
 * trust it again, and those that trust the one of now go on.
 */
async function hasMadeAuthoritySince(deps: Dependencies, seq: number): Promise<boolean> {
  let before: number | undefined;
  do {
    const page = await deps.audit.list({
      after: seq,
      before,
      limit: 1,
      filter: { actions: ['certificate.authority_made'] },
    });
    if (page.entries.length > 0) return true;
    before = page.next;
  } while (before !== undefined);
  return false;
}

/** @returns how many sessions end */
function stage(
  deps: Dependencies,
  batch: Batch,
  { contents, settings, view }: OpenBackup,
  how: {
    readonly part: RestorePart;
    readonly actor: string;
    readonly admin: string | undefined;
    readonly now: number;
    readonly network: Settings['network'];
    readonly audit: AuditRelation;
    /** The certificate authority of the backup does not come back. */
    readonly isRetired: boolean;
  },
): number {
  const { part, actor, now, network, audit } = how;
  const { manifest, files } = contents;
  const ended = deps.sessions.stageEndAll(batch, { reason: 'restored', at: now });
  if (part !== 'settings') {
    stageUsersAndApps(batch);
    stageSessionHistory(batch, part === 'everything' ? 'all' : 'live', now);
  }
  // A console in the browser is opened for the computer it was opened on, and by somebody who is there.
  const { console } = deps.settings.current();
  if (part !== 'users-and-apps') deps.settings.put(batch, { ...settings, network, console });
  if (part === 'everything') stageInstallHistory(batch, manifest.createdAt);
  stageVoid(batch, now);
  const keys = listKeys(part, files);
  const kept = Object.entries(keys).filter(([name]) => !how.isRetired || !authorityFiles.includes(name));
  stagePendingKeys(batch, Object.fromEntries(kept));
  const epoch = Math.max(deps.install.epoch(), manifest.epoch) + 1;
  deps.install.stageEpoch(batch, epoch);
  if (audit.kind === 'replaced') {
    stageAuditOfBackup(batch);
    deps.audit.continueFrom(batch, manifest.auditHead);
  }
  recordEnds(deps, batch, ended, actor);
  deps.audit.append(batch, {
    at: now,
    action: 'backup.restored',
    actor,
    subject: view.path,
    data: {
      part,
      ...(how.admin === undefined ? {} : { admin: how.admin }),
      createdAt: view.createdAt,
      host: view.host,
      version: view.version,
      epoch,
      endedSessions: ended.length,
      audit: audit.kind,
      ...(audit.kind === 'replaced' ? { replacedHead: audit.head } : {}),
      ...(audit.kind === 'foreign' ? { foreignHead: manifest.auditHead } : {}),
    },
  });
  return ended.length;
}

/** Signs what pages and sessions hold: made anew with every epoch. */
const rotatedKeys: PendingKeys = { 'form.key': null };
const authorityFiles: readonly string[] = [caKeyFile, caCertFile];
/** Made from the CA's, and for the addresses of one computer. */
const leafKeyPattern = /^leaf\./;

function listKeys(part: RestorePart, files: ReadonlyMap<string, string>): PendingKeys {
  const keys: Record<string, string | null> = {};
  for (const [filePath, text] of part === 'everything' ? files : []) {
    const name = /^keys\/([\w.-]+)$/.exec(filePath)?.[1];
    if (name !== undefined && !leafKeyPattern.test(name) && !isSigningKeyFile(name)) keys[name] = text;
  }
  return { ...keys, ...rotatedKeys };
}
