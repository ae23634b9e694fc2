import { describe, expect, it } from 'vitest';
import { defaultSettings, migrateSettings, settingsSchema } from '../../shared/model/settings.ts';

describe('settings from before there was a console in a browser', () => {
  const { console: _none, ...before } = defaultSettings;

  it('have it turned off', () => {
    const migrated = settingsSchema.parse(migrateSettings({ ...before, schema: 4, revision: 7 }));
    expect(migrated).toEqual({ ...defaultSettings, revision: 7 });
    expect(migrated.console.browser).toBe(false);
  });

  it('come from the very first form, too', () => {
    const { oidc: _oidc, backup: _backup, ...rest } = before;
    const { limit, policy, browser, app, keepEndedDays } = before.sessions;
    const first = {
      ...rest,
      schema: 1,
      sessions: { limit, policy, browser, app, keepEndedDays },
      portal: { title: 'Workshop' },
    };
    const migrated = settingsSchema.parse(migrateSettings(first));
    expect(migrated.console).toEqual({ browser: false, port: 8490 });
    expect(migrated.portal.title).toBe('Workshop');
  });

  it('are left alone when they are of another form', () => {
    expect(migrateSettings({ schema: 5, console: { browser: 'yes' } })).toEqual({
      schema: 5,
      console: { browser: 'yes' },
    });
  });
});
