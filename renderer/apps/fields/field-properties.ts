import type { AppKind } from '../../../shared/model/app.ts';
import type { AppDraft } from '../app-draft.ts';
import type { AppField } from '../check-draft.ts';

/** What a group of fields of an app needs. */
export interface FieldProperties {
  readonly kind: AppKind;
  readonly draft: AppDraft;
  readonly onChange: (part: Partial<AppDraft>) => void;
  readonly errorOf: (field: AppField) => string | undefined;
}
