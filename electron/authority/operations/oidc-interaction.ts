import { hashToken } from '../base/crypto/tokens.ts';
import { Batch } from '../base/storage/batch.ts';
import type { CommitResult } from '../base/storage/database.ts';
import type { App } from '../records/apps/apps.ts';
import type { OidcArtifact } from '../records/oidc/oidc-artifacts.ts';
import type { Session } from '../records/sessions/session.ts';
import type { Dependencies } from './dependencies.ts';

/** An app has sent somebody here to sign in, and waits. */
export interface OidcInteraction {
  readonly app: App;
  /** Where the browser goes on when it is done, whatever came of it. */
  readonly returnTo: string;
  /** The app wants the person to sign in after this moment, even if somebody is signed in; authority time. */
  readonly signInAfter: number | undefined;
  readonly artifact: OidcArtifact;
}

/** What Rollcall notes of its own beside what the library keeps. */
export interface InteractionNotes {
  /** Authority time, epoch ms. */
  readonly startedAt: number;
  /** Of the device that began it, to keep floods apart by. */
  readonly address: string;
  /** Hash of the pre-session of the browser it was begun in: no other one can go on with it. */
  readonly preSession: string;
}

/** What it came to: the session that goes on to the app, or the person did not want to. */
export type InteractionResult = { readonly sessionId: string } | { readonly cancelled: true };

interface Content {
  readonly params: { readonly client_id?: unknown };
  readonly prompt: { readonly reasons: readonly string[] };
  readonly returnTo: string;
  readonly notes: InteractionNotes;
}

/** The live session that is there is no answer to these. */
const reasonsToSignInAnew: ReadonlySet<string> = new Set([
  'login_prompt',
  'max_age',
  'id_token_hint',
  'claims_id_token_sub_value',
]);

/** @param preSession undefined: only looked at, by whichever browser */
export function findInteraction(
  deps: Pick<Dependencies, 'oidcArtifacts' | 'apps' | 'clock'>,
  uid: string,
  preSession: string | undefined,
): OidcInteraction | undefined {
  const artifact = deps.oidcArtifacts.find('Interaction', hashToken(uid));
  if (!artifact || artifact.expiresAt <= deps.clock.now()) return undefined;
  const { params, prompt, returnTo, notes } = artifact.content as unknown as Content;
  if (preSession !== undefined && notes.preSession !== preSession) return undefined;
  const app = typeof params.client_id === 'string' ? deps.apps.find(params.client_id) : undefined;
  if (!app?.oidc) return undefined;
  const anew = prompt.reasons.some((reason) => reasonsToSignInAnew.has(reason));
  return { app, returnTo, signInAfter: anew ? notes.startedAt : undefined, artifact };
}

/** Has this session been begun as the app wants it? */
export function satisfies(interaction: OidcInteraction, session: Pick<Session, 'signedInAt'>): boolean {
  return interaction.signInAfter === undefined || session.signedInAt >= interaction.signInAfter;
}

/** Notes what it came to, for when the browser goes on to `returnTo`. */
export function finishInteraction(
  deps: Pick<Dependencies, 'oidcArtifacts' | 'database'>,
  { artifact }: OidcInteraction,
  result: InteractionResult,
): Promise<CommitResult> {
  const batch = new Batch();
  deps.oidcArtifacts.put(batch, { ...artifact, content: { ...artifact.content, result } });
  return deps.database.commit(batch);
}
