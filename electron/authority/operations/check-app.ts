import { refuse, type Refusal } from '../../../shared/errors.ts';
import type { App } from '../records/apps/apps.ts';
import type { Dependencies } from './dependencies.ts';

/** Looks actively for ways around Rollcall, at the app's own addresses and nowhere else. */
export async function checkApp(
  deps: Dependencies,
  id: string,
  actor: string,
): Promise<{ ok: true; app: App } | Refusal<'app_not_found' | 'store_unavailable'>> {
  const app = deps.apps.find(id);
  if (!app) return refuse('app_not_found');
  throw new Error(`not there yet: ${actor}`);
}
