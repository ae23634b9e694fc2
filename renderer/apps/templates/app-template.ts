import type { Icon } from '@tabler/icons-react';
import type { AppKind } from '../../../shared/model/app.ts';
import type { AppDraft } from '../app-draft.ts';

export type TemplateId =
  'erpnext' | 'gateway' | 'nginx' | 'caddy' | 'traefik' | 'openid' | 'remoteUser' | 'native';

/** What stands between people and the app; `app`: nothing, it asks by OpenID Connect itself. */
export type Front = 'gateway' | 'nginx' | 'caddy' | 'traefik' | 'app';

export const kindOfFront = {
  gateway: 'gateway',
  nginx: 'forward-auth',
  caddy: 'forward-auth',
  traefik: 'forward-auth',
  app: 'oidc',
} as const satisfies Record<Front, AppKind>;

/** A field that a template asks for at once; all others stand below, under "More settings". */
export type AskedField = 'url' | 'upstream' | 'redirectUris' | 'backchannel';

/** A way to add an app: what is known beforehand, and what has to be asked. */
export interface AppTemplate {
  readonly id: TemplateId;
  readonly icon: Icon;
  /** With more than one, the form asks which. */
  readonly fronts: readonly [Front, ...Front[]];
  readonly asks: (front: Front) => readonly AskedField[];
  readonly start: Partial<AppDraft>;
  /** What follows from the address people open, until something else is typed. */
  readonly derive?: (url: string) => Partial<AppDraft>;
}
