import type { Adapter } from 'oidc-provider';
import { hashToken } from '../../base/crypto/tokens.ts';
import { Batch } from '../../base/storage/batch.ts';
import { endForReuse } from '../../operations/end-for-reuse.ts';
import type { DeviceNotes } from '../../operations/find-waiting-app.ts';
import { findGranted, type OidcEntry } from '../../operations/oidc-grants.ts';
import type { InteractionNotes } from '../../operations/oidc-interaction.ts';
import type { OidcArtifact, OidcModel } from '../../records/oidc/oidc-artifacts.ts';
import type { EdgeDependencies } from '../edge-dependencies.ts';
import type { Exchange } from './exchange.ts';
import { makePlace } from './make-place.ts';
import { oidcLibrary } from './provider-parts.ts';
import { restoreArtifact } from './restore-artifact.ts';
import { stageCode } from './stage-code.ts';

/** Not kept: they follow from the session that is live, or from how the app is registered. */
const never = ['Client', 'Grant', 'Session'];

/**
 * Where the library keeps what it hands out. Only the hash of a token or code is kept; what belongs to a session is there
 * as long as that session is live, asked anew each time; and nothing is said to be done before it is on disk.
 */
export function makeArtifactAdapter(
  edge: EdgeDependencies,
  model: OidcModel,
  currentExchange: () => Exchange,
): Adapter {
  const find = (id: string): OidcArtifact | undefined => edge.oidcArtifacts.find(model, hashToken(id));
  const commit = async (batch: Batch): Promise<void> => {
    if (batch.statements.length === 0) {
      batch.settle(true);
      return;
    }
    const committed = await edge.database.commit(batch);
    if (!committed.ok) throw makeUnavailable();
  };
  /** A refresh token or code that was good once comes again. */
  const reuse = async (artifact: OidcArtifact, entry: OidcEntry | undefined): Promise<void> => {
    if (artifact.model === 'RefreshToken' && entry) await endForReuse(edge, entry, currentExchange().address);
  };

  return {
    async find(id) {
      const artifact = find(id);
      if (!artifact) return undefined;
      const { content, expiresAt, grantHash } = artifact;
      // The device is told that its code has expired; everything else is simply gone.
      if (expiresAt <= edge.clock.now() && model !== 'DeviceCode') return undefined;
      if (grantHash !== undefined && !findGranted(edge, content['grantId'], 'seen')) return undefined;
      if (model === 'DeviceCode' && artifact.consumedAt !== undefined)
        currentExchange().repeatedGrantId = content['grantId'];
      return restoreArtifact(edge, artifact, id, currentExchange);
    },

    async upsert(id, payload, expiresIn = 60) {
      const idHash = hashToken(id);
      const { exchange, batch } = openBatch(currentExchange);
      const before = edge.oidcArtifacts.find(model, idHash);
      if (!before) makePlace(edge, batch, model, exchange.address);
      const { jti: _value, userCode, ...rest } = payload;
      // Which session goes on is asked when it does: somebody may have signed in anew by then.
      const { session: _session, ...content } = rest;
      const grantId = model === 'Interaction' ? undefined : payload.grantId;
      edge.oidcArtifacts.put(batch, {
        model,
        idHash,
        grantHash: grantId === undefined ? undefined : hashToken(grantId),
        userCodeHash: typeof userCode === 'string' ? hashToken(userCode) : before?.userCodeHash,
        content: { ...content, ...notesOf(edge, model, exchange, before) },
        consumedAt: before?.consumedAt,
        expiresAt: edge.clock.now() + expiresIn * 1000,
      });
      if (model === 'AuthorizationCode') stageCode(edge, batch, grantId, exchange);
      await commit(batch);
    },

    async consume(id) {
      const artifact = find(id);
      const entry = artifact && findGranted(edge, artifact.content['grantId'], 'none');
      if (!artifact || artifact.consumedAt !== undefined) {
        // Two requests at the same time: the second one is told what a later one would be.
        if (artifact) await reuse(artifact, entry);
        throw new oidcLibrary.InvalidGrant('used already');
      }
      const batch = new Batch();
      edge.oidcArtifacts.put(batch, { ...artifact, consumedAt: edge.clock.now() });
      if (model === 'RefreshToken') currentExchange().pending = batch;
      else await commit(batch);
    },

    async destroy(id) {
      const artifact = find(id);
      if (!artifact) return;
      // The library takes away a used token that was sent once more; revoking one that is used up is nothing to fear.
      const entry = findGranted(edge, artifact.content['grantId'], 'none');
      const refreshing = currentExchange().request.raw.url?.split('?')[0] === '/token';
      if (artifact.consumedAt !== undefined && refreshing) await reuse(artifact, entry);
      const batch = new Batch();
      edge.oidcArtifacts.remove(batch, artifact);
      await commit(batch);
    },

    async revokeByGrantId(grantId) {
      const batch = new Batch();
      edge.oidcArtifacts.removeOfGrant(batch, model, hashToken(grantId));
      if (batch.statements.length > 0) await commit(batch);
    },

    // The portal finds devices by their codes, and sessions are the portal's.
    findByUserCode: async () => undefined,
    findByUid: async () => undefined,
  };
}

export function isKept(name: string): name is OidcModel {
  return !never.includes(name);
}

/** The batch of this request: with what was staged in it before, if anything was. */
function openBatch(currentExchange: () => Exchange): { exchange: Exchange; batch: Batch } {
  const exchange = currentExchange();
  const batch = exchange.pending ?? new Batch();
  delete exchange.pending;
  return { exchange, batch };
}

function notesOf(
  edge: EdgeDependencies,
  model: OidcModel,
  exchange: Exchange,
  before: OidcArtifact | undefined,
): { notes?: InteractionNotes | DeviceNotes } {
  if (before)
    return before.content['notes'] === undefined ? {} : { notes: before.content['notes'] as DeviceNotes };
  const start = { startedAt: edge.clock.now(), address: exchange.address };
  if (model === 'Interaction') return { notes: { ...start, preSession: exchange.preSession } };
  if (model === 'DeviceCode' || model === 'PushedAuthorizationRequest') return { notes: start };
  return {};
}

/** Not one of the errors that go back to the app: it would send the person here again at once. */
export function makeUnavailable(): Error {
  const error = new oidcLibrary.TemporarilyUnavailable('Rollcall cannot write to its disk');
  return Object.assign(error, { status: 503, statusCode: 503, expose: true, allow_redirect: false });
}
