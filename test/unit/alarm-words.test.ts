import { describe, expect, it } from 'vitest';
import { describeAlarm, englishTeller } from '../../electron/authority/operations/english-words.ts';
import { languages, languageTags } from '../../shared/languages.ts';
import { alarmFactsSchema, type AlarmFacts } from '../../shared/model/alarm-facts.ts';
import { alarmSchema } from '../../shared/model/status.ts';
import { sayAlarm } from '../../shared/words/say-alarm.ts';
import { openTeller } from '../support/open-teller.ts';

const until = '2026-06-01T10:30:00.000Z';
const clock = englishTeller.clock(until);
const names = ['Shop', 'Wiki', 'ERP', 'CRM', 'Mail'];

/** Each alarm in each of its forms, with a piece of the English sentence that only this form has. */
const examples: readonly (readonly [AlarmFacts, string])[] = [
  [{ code: 'store_unavailable', dataDir: '/var/rollcall' }, 'cannot write to /var/rollcall. Nobody new'],
  [{ code: 'settings_replaced', trouble: 'no JSON' }, 'could not be read (no JSON). The last'],
  [{ code: 'clock_behind' }, 'behind the last known time'],
  [{ code: 'clock_ahead' }, 'more than a year ahead'],
  [{ code: 'clock_jumped' }, 'or run: rollcall clock accept'],
  [
    { code: 'not_listening', why: 'port_busy', port: 8443 },
    'Nobody can reach Rollcall on port 8443 over the network. The port is in use by another program. Rollcall tries',
  ],
  [{ code: 'not_listening', why: 'tls_key_broken' }, 'network. The certificate or its key cannot be read.'],
  [
    {
      code: 'admission_asked',
      people: [
        { userId: '1', name: 'ann', at: until, why: 'seats_full', device: 'Till' },
        { userId: '2', name: 'ben', at: until, why: 'session_limit', device: 'Phone' },
        { userId: '3', name: 'cyn', at: until, why: 'outside_hours', device: 'PC' },
        { userId: '4', name: 'dan', at: until, why: 'device_blocked', device: 'Tablet' },
      ],
      more: 2,
    },
    `Till: all seats are in use), ben (${englishTeller.dayAndTime(until)}, Phone: at the limit), cyn (`,
  ],
  [
    {
      code: 'password_reported',
      users: [
        { id: '1', name: 'ann' },
        { id: '2', name: 'ben' },
      ],
      more: 1,
    },
    'was said by ann, ben, 1 more. These passwords open nothing any more. Ask what happened.',
  ],
  [
    { code: 'seats_nearly_full', used: 9, seats: 10 },
    '9 of 10 seats of the plan are in use. End sessions that nobody needs, or give the plan more seats.',
  ],
  [{ code: 'seats_nearly_full', used: 10, seats: 10 }, 'in use, so nobody more is let in. End sessions'],
  [{ code: 'throttle_burst', failures: 50, minutes: 5 }, '50 wrong passwords in the last 5 minutes: some'],
  [{ code: 'kick_war', users: [{ name: 'ann', until }], more: 0 }, `: ann (until ${clock}). Give`],
  [{ code: 'kick_war', users: [{ name: 'ann', until }], more: 2 }, `(until ${clock}), 2 more. Give`],
  [{ code: 'backup_missing' }, 'no backup yet. When this computer breaks'],
  [{ code: 'backup_missing', days: 31 }, '31 days old. When this computer breaks, what'],
  [{ code: 'address_changed', address: '192.168.1.5', apps: [], more: 0 }, 'snippets of your apps.'],
  [{ code: 'address_changed', address: '192.168.1.5', apps: names, more: 3 }, 'CRM, Mail, 3 more.'],
  [{ code: 'certificate_expires', whose: 'own', days: 0 }, '0 more days and could not be renewed. Restart'],
  [{ code: 'certificate_expires', whose: 'imported', days: 1 }, 'for 1 more day. Import its successor'],
  [
    { code: 'certificate_lacks_hosts', hosts: ['rollcall.example.com', '192.0.2.2'], more: 0 },
    'No certificate has rollcall.example.com, 192.0.2.2: devices warn there',
  ],
  [{ code: 'authority_expires', days: 1 }, 'for 1 more day. Make a new one under Network'],
  [{ code: 'certificate_unusable', state: 'expired' }, 'has expired'],
  [{ code: 'certificate_unusable', state: 'not_yet_valid' }, 'not valid yet'],
  [{ code: 'certificate_unusable', state: 'unreadable' }, 'cannot be read'],
  [{ code: 'certificate_unusable', state: 'missing' }, 'no longer in the folder'],
  [{ code: 'disk_low', freeBytes: 5.3e9 }, 'Only 5.3 GB are free'],
  [{ code: 'disk_low', freeBytes: 42_000_000 }, 'Only 42 MB are free'],
  [{ code: 'disk_low', freeBytes: 0 }, 'Only 0 bytes are free'],
  [{ code: 'sign_ins_paused' }, 'when you resume it: use the console, or run: rollcall resume'],
  [
    { code: 'sign_ins_paused', until },
    `by itself at ${clock}. To resume earlier, use the console, or run: rollcall resume`,
  ],
  [{ code: 'backup_failed', problem: { code: 'no_passphrase', folder: '/b' } }, 'passphrase is not on'],
  [{ code: 'backup_failed', problem: { code: 'unwritable', folder: '/b' } }, 'not be written to /b. Is'],
  [{ code: 'backup_failed', problem: { code: 'broken', folder: '/b' } }, 'in /b could not be read back'],
  [{ code: 'backup_failed', problem: { code: 'not_from_root', folder: 'b' } }, 'made in “b”: the folder'],
  [
    { code: 'backup_failed', problem: { code: 'folder_missing', folder: '/b' } },
    'backups, /b, is not there.',
  ],
  [{ code: 'address_from_dhcp', host: '10.8.0.2' }, 'its address 10.8.0.2, and'],
  [
    { code: 'signing_key_broken', files: [{ name: 'a.pem', trouble: 'not there' }], signs: true },
    'cannot be read: keys/a.pem (not there). Until then',
  ],
  [{ code: 'signing_key_broken', files: [{ name: 'a.pem', trouble: '' }], signs: false }, 'no longer signs'],
  [
    { code: 'console_not_listening', port: 8445, why: 'port_busy', holder: 'nginx (pid 12)' },
    'port 8445. The port is in use by another program. It is nginx (pid 12). Rollcall tries again',
  ],
  [{ code: 'console_not_listening', port: 8445, why: 'port_forbidden' }, 'higher one. Rollcall tries again'],
  [
    {
      code: 'gateway_not_listening',
      apps: [
        { name: 'ERP', url: 'https://a.example', why: 'port_busy', holder: 'caddy (pid 9)' },
        { name: 'CRM', url: 'https://b.example', why: 'address_missing' },
      ],
      more: 1,
    },
    'ERP at https://a.example: The port is in use by another program. It is held by caddy (pid 9). CRM at',
  ],
  [
    {
      code: 'logout_unconfirmed',
      apps: [
        { name: 'ERP', ends: 3, since: until },
        { name: 'CRM', ends: 1, since: until, trouble: { code: 'answered', status: 500 } },
      ],
      more: 0,
    },
    `; not asked yet), CRM (1 since ${englishTeller.dayAndTime(until)}; last try: the app answered 500). Look`,
  ],
  [
    {
      code: 'identity_mismatch',
      found: [
        { app: 'ERP', user: 'ann', other: 'Bob', at: until, byCookie: false },
        { app: 'CRM', user: 'ann', other: 'Eve', at: until, byCookie: true },
      ],
      more: 0,
    },
    `ERP took ann for “Bob” (${clock}), CRM took ann for “Eve” (${clock}, by what the browser’s cookie said).`,
  ],
  [{ code: 'app_bypassable', apps: ['ERP'], more: 0 }, 'a way around Rollcall: ERP. Then check again.'],
  [{ code: 'issuer_lost', apps: ['ERP', 'CRM'], more: 0, issuer: 'https://a:8443' }, '(ERP, CRM) look for'],
];

describe('an alarm', () => {
  it('has an example of each code here', () => {
    const codes = new Set(examples.map(([{ code }]) => code));
    expect([...codes].sort()).toEqual([...alarmSchema.shape.code.options].sort());
  });

  it.each(examples)('of %o has its English sentence', (facts, words) => {
    expect(alarmFactsSchema.parse(facts)).toEqual(facts);
    expect(describeAlarm(facts)).toMatchObject({ code: facts.code, facts });
    expect(describeAlarm(facts).sentence).toContain(words);
  });

  it.each(languageTags)('has a sentence in %s that names what the facts name', async (language) => {
    const tell = await openTeller(language);
    const english = examples.map(([facts]) => sayAlarm(englishTeller, facts));
    for (const [at, [facts]] of examples.entries()) {
      const said = sayAlarm(tell, facts);
      expect(said).not.toMatch(/\{\{|\}\}|undefined|alarms\.|errors\.|list\./);
      expect(said === english[at]).toBe(language === 'en' && !english[at]?.includes(clock));
      const values =
        english[at]?.match(/\d+\.\d+\.\d+\.\d+|https:\S+example|pid \d+|rollcall [a-z]+ ?[a-z-]*/g) ?? [];
      for (const value of values) expect(said).toContain(value.trim());
    }
  });

  it('keeps names from turning an Arabic sentence around', async () => {
    expect(languages.ar.dir).toBe('rtl');
    const said = sayAlarm(await openTeller('ar'), { code: 'clock_jumped' });
    expect(said).toContain('\u2068rollcall clock accept\u2069');
  });

  it('run as the language does where a part of the sentence begins with a name that runs the other way', async () => {
    const said = sayAlarm(await openTeller('ar'), {
      code: 'kick_war',
      users: [{ name: 'ben', until: '2026-06-01T10:30:00.000Z' }],
      more: 0,
    });
    expect(said).toContain('\u2067\u2068ben\u2069 (');
  });
});
