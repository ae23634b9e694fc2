import { refuse, type Refusal } from '../../../shared/errors.ts';
import type { Dependencies } from './dependencies.ts';

/** Tells one app of all its unconfirmed logouts, whether they are due or not. */
export async function tellApp(
  deps: Dependencies,
  id: string,
): Promise<
  { ok: true; confirmed: number; unconfirmed: number } | Refusal<'app_not_found' | 'store_unavailable'>
> {
  if (!deps.apps.find(id)) return refuse('app_not_found');
  throw new Error('not there yet');
}
