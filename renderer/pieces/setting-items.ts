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

/** By what words settings are found besides their own: each topic has those that people have for it. */
export type SettingTopic =
  | 'title'
  | 'note'
  | 'colour'
  | 'limit'
  | 'policy'
  | 'idle'
  | 'expiry'
  | 'history'
  | 'lock'
  | 'patience'
  | 'lostAnswer'
  | 'address'
  | 'port'
  | 'console'
  | 'backup'
  | 'reclaim'
  | 'kickWar'
  | 'email';

export interface SettingItem {
  readonly key: SettingKey;
  readonly topic: SettingTopic;
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
    { key: 'portal.title', topic: 'title', input: { kind: 'text', maxLength: 80 } },
    { key: 'portal.note', topic: 'note', input: { kind: 'lines', maxLength: 300 } },
    { key: 'portal.accent', topic: 'colour', input: { kind: 'colour' } },
  ],
  sessions: [
    { key: 'sessions.limit', topic: 'limit', input: { kind: 'limit' } },
    { key: 'sessions.policy', topic: 'policy', input: { kind: 'policy' } },
    { key: 'sessions.appSessions', topic: 'limit', input: { kind: 'appSessions' } },
    { key: 'sessions.appLimit', topic: 'limit', input: { kind: 'limit' } },
    { key: 'sessions.browser.idleSeconds', topic: 'idle', input: lifeSeconds },
    { key: 'sessions.browser.absoluteSeconds', topic: 'expiry', input: lifeSeconds },
    { key: 'sessions.app.idleSeconds', topic: 'idle', input: lifeSeconds },
    { key: 'sessions.app.absoluteSeconds', topic: 'expiry', input: lifeSeconds },
    { key: 'sessions.keepEndedDays', topic: 'history', input: { kind: 'number', min: 1, max: 3650 } },
  ],
  security: [
    { key: 'throttle.freeFailures', topic: 'lock', input: { kind: 'number', min: 1, max: 100 } },
    { key: 'throttle.maxWaitSeconds', topic: 'lock', input: warSeconds },
    { key: 'sessions.chooserSeconds', topic: 'patience', input: shortSeconds },
    { key: 'sessions.lostAnswerSeconds', topic: 'lostAnswer', input: shortSeconds },
  ],
  network: [
    { key: 'network.primaryHost', topic: 'address', input: { kind: 'text', maxLength: 253 } },
    { key: 'network.names', topic: 'address', input: { kind: 'list' } },
    { key: 'network.httpsPort', topic: 'port', input: port },
    { key: 'network.httpPort', topic: 'port', input: port },
    { key: 'network.hosts', topic: 'address', input: { kind: 'list' } },
    { key: 'console.browser', topic: 'console', input: { kind: 'switch' } },
    { key: 'console.port', topic: 'port', input: port },
  ],
  backup: [
    { key: 'backup.folder', topic: 'backup', input: { kind: 'text', maxLength: 4096 } },
    { key: 'backup.everyDays', topic: 'backup', input: { kind: 'number', min: 1, max: 365 } },
    { key: 'backup.keep', topic: 'backup', input: { kind: 'number', min: 1, max: 1000 } },
  ],
  advanced: [
    { key: 'sessions.reclaim.afterSeconds', topic: 'reclaim', input: shortSeconds },
    { key: 'sessions.reclaim.unclaimedSeconds', topic: 'reclaim', input: shortSeconds },
    { key: 'sessions.reclaim.underRefuse', topic: 'reclaim', input: { kind: 'switch' } },
    { key: 'sessions.kickWar.ends', topic: 'kickWar', input: { kind: 'number', min: 1, max: 1000 } },
    { key: 'sessions.kickWar.withinSeconds', topic: 'kickWar', input: warSeconds },
    { key: 'sessions.kickWar.askSeconds', topic: 'kickWar', input: warSeconds },
    { key: 'oidc.emailDomain', topic: 'email', input: { kind: 'text', maxLength: 253 } },
  ],
};

/** Screens where these things can be done with more at hand. */
export const sectionLinks = {
  sessions: 'limits',
  network: 'network',
  backup: 'backup',
} as const satisfies Partial<Record<SectionName, string>>;
