import { useState } from 'react';
import type { AppView, OidcFacts, Snippet } from '../../../shared/model/app.ts';
import { useCommand } from '../../authority/use-command.ts';
import { useMirror } from '../../authority/use-mirror.ts';
import { emptyDraft, fieldsOf, type AppDraft } from '../app-draft.ts';
import { kindOfFront, type AppTemplate, type Front } from '../templates/app-template.ts';
import { proposeGatewayUrl } from '../templates/propose-gateway-url.ts';
import { useFieldErrors } from '../use-field-errors.ts';

/** An app with its secret, which is shown this once. */
export interface AppWithSecret {
  readonly app: AppView;
  /** `ID.KEY` */
  readonly secret: string;
  readonly snippets: readonly Snippet[];
  readonly oidc?: OidcFacts | undefined;
}

/** The form of a template: what it knows beforehand, what follows from what is typed, and what was typed. */
export function useNewApp(template: AppTemplate) {
  const apps = useMirror((mirror) => mirror.apps);
  const origin = useMirror((mirror) => mirror.status.origin);
  const [front, setFront] = useState<Front>(template.fronts[0]);
  const [typed, setTyped] = useState<Partial<AppDraft>>({});
  const [proposedUrl] = useState(() => proposeGatewayUrl(origin, apps.values()));
  const kind = kindOfFront[front];
  const before = { ...emptyDraft, ...template.start, ...(kind === 'gateway' ? { url: proposedUrl } : {}) };
  const url = typed.url ?? before.url;
  const draft: AppDraft = { ...before, ...template.derive?.(url.trim()), ...typed };
  const add = useCommand((client) => client.apps.add({ kind, ...fieldsOf(kind, draft) }));
  const { errorOf, ...errors } = useFieldErrors(add.failure, kind, draft);
  return {
    front,
    setFront,
    kind,
    draft,
    add,
    ...errors,
    errorOf,
    onChange: (part: Partial<AppDraft>): void => setTyped((already) => ({ ...already, ...part })),
  };
}
