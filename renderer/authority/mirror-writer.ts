import type { Change, ChangeEvent } from '../../shared/contract/change-stream.ts';
import type { AuthorityClient } from './authority-client.ts';
import { useAuthorityStore } from './authority-store.ts';
import { applyChanges, makeMirror } from './mirror.ts';

/** Oftener than this nobody can read what changes; a storm of changes is drawn together. */
const drawEveryMs = 150;
/** On a slow computer less often, so that it is never busy with that alone; but within a second. */
const restFactor = 9;
const restMaxMs = 800;

/** Keeps the store equal to one stream of changes: the first change at once, those behind it a few times a second. */
export function createMirrorWriter(client: AuthorityClient) {
  let revision: number | undefined;
  let waiting: { readonly changes: readonly Change[]; readonly arrivedAt: number }[] = [];
  let drawnAt = Number.NEGATIVE_INFINITY;
  let restMs = drawEveryMs;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const draw = (): void => {
    timer = undefined;
    const { mirror, clockOffsetMs, client: current } = useAuthorityStore.getState();
    // The connection was lost meanwhile, or there is another one: what was seen stays as it was.
    if (current !== client || mirror === undefined || revision === undefined) return;
    const told = waiting;
    waiting = [];
    drawnAt = performance.now();
    const next = applyChanges(
      { ...mirror, revision },
      told.flatMap(({ changes }) => changes),
    );
    measure();
    const status = told.findLast(({ changes }) => changes.some(({ type }) => type === 'status.put'));
    useAuthorityStore.setState({
      mirror: next,
      clockOffsetMs: status === undefined ? clockOffsetMs : Date.parse(next.status.now) - status.arrivedAt,
    });
  };

  /** Drawing is done when the page comes to what was put off until then. */
  const measure = (): void => {
    setTimeout(() => {
      const costMs = performance.now() - drawnAt;
      restMs = Math.min(restMaxMs, Math.max(drawEveryMs, costMs * restFactor));
    });
  };

  return {
    /** @returns false when an event is missing and the stream must be opened again */
    take(event: ChangeEvent): boolean {
      if (event.type === 'snapshot') {
        revision = event.revision;
        waiting = [];
        const mirror = makeMirror(event);
        useAuthorityStore.setState({
          connection: 'live',
          lostAt: undefined,
          client,
          mirror,
          clockOffsetMs: Date.parse(mirror.status.now) - performance.now(),
        });
        return true;
      }
      if (revision === undefined || event.revision !== revision + 1) return false;
      revision = event.revision;
      const now = performance.now();
      waiting.push({ changes: event.changes, arrivedAt: now });
      if (now - drawnAt >= restMs && timer === undefined) draw();
      else timer ??= setTimeout(draw, restMs - (now - drawnAt));
      return true;
    },
  };
}
