import type { AppFields, AppKind, OidcClient, Tells } from '../../shared/model/app.ts';
import { fieldsOf, type AppDraft } from './app-draft.ts';

/** What `apps.set` takes: `null` takes away. */
export type AppEdits = Partial<Omit<AppFields, 'kind' | 'oidc' | 'tells'>> & {
  oidc?: OidcClient | null;
  tells?: Tells | null;
};

/** What differs from what the form was opened with; the rest may have been changed elsewhere meanwhile. */
export function listAppEdits(kind: AppKind, opened: AppDraft, draft: AppDraft): AppEdits {
  const before = fieldsOf(kind, opened);
  const after = fieldsOf(kind, draft);
  const isSame = (key: keyof typeof before): boolean =>
    JSON.stringify(before[key]) === JSON.stringify(after[key]);
  const { oidc, tells, ...rest } = after;
  const changed = Object.entries(rest).filter(([key]) => !isSame(key as keyof typeof before));
  return {
    ...(Object.fromEntries(changed) as AppEdits),
    ...(isSame('oidc') ? {} : { oidc: oidc ?? null }),
    ...(isSame('tells') ? {} : { tells: tells ?? null }),
  };
}
