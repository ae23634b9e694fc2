import type { SettingKey } from '../../shared/model/settings.ts';

/** How a setting is entered. Bounds are those of the settings' schema, which has the last word. */
export type SettingInput =
  | { readonly kind: 'text'; readonly maxLength: number }
  | { readonly kind: 'lines'; readonly maxLength: number }
  | { readonly kind: 'list' }
  | { readonly kind: 'number'; readonly min: number; readonly max: number }
  | { readonly kind: 'seconds'; readonly max: number }
  | { readonly kind: 'switch' }
  | { readonly kind: 'limit' }
  | { readonly kind: 'policy' }
  | { readonly kind: 'appSessions' }
  | { readonly kind: 'colour' };

export interface SettingItem {
  readonly key: SettingKey;
  readonly input: SettingInput;
}

export const sectionNames = [
  'general',
  'appearance',
  'portal',
  'sessions',
  'security',
  'network',
  'backup',
  'advanced',
] as const;
export type SectionName = (typeof sectionNames)[number];

const day = 24 * 3600;
const port = { kind: 'number', min: 1, max: 65_535 } as const;
const shortSeconds = { kind: 'seconds', max: 30 * day } as const;
const lifeSeconds = { kind: 'seconds', max: 400 * day } as const;
const warSeconds = { kind: 'seconds', max: 3600 } as const;

/** Every setting of the install, once. What of a section is no setting is drawn by the section itself. */
export const settingItems: Readonly<Record<SectionName, readonly SettingItem[]>> = {
  general: [],
  appearance: [],
  portal: [
    { key: 'portal.title', input: { kind: 'text', maxLength: 80 } },
    { key: 'portal.note', input: { kind: 'lines', maxLength: 300 } },
    { key: 'portal.accent', input: { kind: 'colour' } },
  ],
  sessions: [
    { key: 'sessions.limit', input: { kind: 'limit' } },
    { key: 'sessions.policy', input: { kind: 'policy' } },
    { key: 'sessions.appSessions', input: { kind: 'appSessions' } },
    { key: 'sessions.appLimit', input: { kind: 'limit' } },
    { key: 'sessions.browser.idleSeconds', input: lifeSeconds },
    { key: 'sessions.browser.absoluteSeconds', input: lifeSeconds },
    { key: 'sessions.app.idleSeconds', input: lifeSeconds },
    { key: 'sessions.app.absoluteSeconds', input: lifeSeconds },
    { key: 'sessions.keepEndedDays', input: { kind: 'number', min: 1, max: 3650 } },
  ],
  security: [
    { key: 'throttle.freeFailures', input: { kind: 'number', min: 1, max: 100 } },
    { key: 'throttle.maxWaitSeconds', input: warSeconds },
    { key: 'sessions.chooserSeconds', input: shortSeconds },
    { key: 'sessions.lostAnswerSeconds', input: shortSeconds },
  ],
  network: [
    { key: 'network.primaryHost', input: { kind: 'text', maxLength: 253 } },
    { key: 'network.names', input: { kind: 'list' } },
    { key: 'network.httpsPort', input: port },
    { key: 'network.httpPort', input: port },
    { key: 'network.hosts', input: { kind: 'list' } },
    { key: 'console.browser', input: { kind: 'switch' } },
    { key: 'console.port', input: port },
  ],
  backup: [
    { key: 'backup.folder', input: { kind: 'text', maxLength: 4096 } },
    { key: 'backup.everyDays', input: { kind: 'number', min: 1, max: 365 } },
    { key: 'backup.keep', input: { kind: 'number', min: 1, max: 1000 } },
  ],
  advanced: [
    { key: 'sessions.reclaim.afterSeconds', input: shortSeconds },
    { key: 'sessions.reclaim.unclaimedSeconds', input: shortSeconds },
    { key: 'sessions.reclaim.underRefuse', input: { kind: 'switch' } },
    { key: 'sessions.kickWar.ends', input: { kind: 'number', min: 1, max: 1000 } },
    { key: 'sessions.kickWar.withinSeconds', input: warSeconds },
    { key: 'sessions.kickWar.askSeconds', input: warSeconds },
    { key: 'oidc.emailDomain', input: { kind: 'text', maxLength: 253 } },
  ],
};

/** Screens where these things can be done with more at hand. */
export const sectionLinks = {
  sessions: 'limits',
  network: 'network',
  backup: 'backup',
} as const satisfies Partial<Record<SectionName, string>>;
