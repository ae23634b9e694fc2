import { describe, expect, it } from 'vitest';
import { decideNotices, emptyNoticeMemory } from '../../electron/main/notices/decide-notices.ts';
import {
  commandOf,
  listNoticeCodes,
  noticeSubjects,
  type NoticeCode,
} from '../../electron/main/notices/notice-subjects.ts';
import { mainText } from '../../electron/main/text/main-text.ts';
import { alarmSchema } from '../../shared/model/status.ts';
import { readTexts } from '../architecture/language-files.ts';
import { languageTags } from '../../shared/languages.ts';
import { rootDir } from '../support/root-dir.ts';

const hourMs = 3_600_000;

/** Goes through moments one after the other, each as the one before plus what is named. */
function follow() {
  let memory = emptyNoticeMemory;
  let facts = { codes: [] as readonly NoticeCode[], inFront: false, wanted: true, now: 0 };
  return (change: Partial<typeof facts>) => {
    facts = { ...facts, ...change };
    const { memory: after, ...decision } = decideNotices(memory, facts);
    memory = after;
    return decision;
  };
}

describe('a notification', () => {
  it('comes up once for a thing, however often it is looked at while it lasts', () => {
    const at = follow();
    expect(at({ codes: ['disk_low'] }).show).toEqual(['disk_low']);
    expect(at({ now: 10_000 }).show).toEqual([]);
    expect(at({ now: 100 * hourMs }).show).toEqual([]);
    expect(at({ codes: ['disk_low', 'backup_failed'] }).show).toEqual(['backup_failed']);
  });

  it('is taken away when the thing has ended', () => {
    const at = follow();
    at({ codes: ['disk_low', 'backup_failed'] });
    expect(at({ codes: ['backup_failed'] }).withdraw).toEqual(['disk_low']);
    expect(at({}).withdraw).toEqual([]);
  });

  it('does not come up for what the admin sees in the window, not later either', () => {
    const at = follow();
    expect(at({ codes: ['seats_nearly_full'], inFront: true }).show).toEqual([]);
    expect(at({ inFront: false, now: 5 * hourMs }).show).toEqual([]);
    expect(at({ codes: ['seats_nearly_full', 'stopped'] }).show).toEqual(['stopped']);
  });

  it('does not come up when the admin wants none', () => {
    const at = follow();
    expect(at({ codes: ['not_listening'], wanted: false })).toEqual({
      show: [],
      withdraw: [],
      againAt: undefined,
    });
  });

  it('of what comes and goes comes up once an hour, and then by itself', () => {
    const at = follow();
    at({ codes: ['seats_nearly_full'] });
    at({ codes: [], now: 60_000 });
    expect(at({ codes: ['seats_nearly_full'], now: 120_000 })).toEqual({
      show: [],
      withdraw: [],
      againAt: hourMs,
    });
    expect(at({ now: hourMs - 1 }).show).toEqual([]);
    expect(at({ now: hourMs })).toEqual({ show: ['seats_nearly_full'], withdraw: [], againAt: undefined });
    at({ codes: [], now: 3 * hourMs });
    expect(at({ codes: ['seats_nearly_full'] }).show).toEqual(['seats_nearly_full']);
  });
});

describe('what there is to notify of', () => {
  it('is an authority that cannot run, or that keeps ending', () => {
    expect(listNoticeCodes({ phase: 'failed', restarts: 0 }, [])).toEqual(['stopped']);
    expect(listNoticeCodes({ phase: 'failed', code: 'service_other_version', restarts: 0 }, [])).toEqual([]);
    expect(listNoticeCodes({ phase: 'restarting', restarts: 1 }, [])).toEqual([]);
    expect(listNoticeCodes({ phase: 'restarting', restarts: 2 }, [])).toEqual(['stopped']);
    expect(listNoticeCodes({ phase: 'starting', restarts: 2 }, [])).toEqual(['stopped']);
    expect(listNoticeCodes({ phase: 'ready', restarts: 2 }, [])).toEqual([]);
  });

  it('is not that the admin stopped it', () => {
    expect(listNoticeCodes({ phase: 'stopped', restarts: 3 }, [])).toEqual([]);
  });

  it('is port, people who ask, seats, throttle, certificate, backup, disk and clock, and no other alarm', () => {
    const all = alarmSchema.shape.code.options;
    const codes = listNoticeCodes({ phase: 'ready', restarts: 0 }, all);
    expect([...new Set(codes.map((code) => noticeSubjects[code].topic))].sort()).toEqual(
      ['backup', 'certificate', 'clock', 'disk', 'people', 'port', 'seats', 'throttle'].sort(),
    );
    expect(all.filter((code) => !codes.some((one) => one === code))).toEqual([
      'settings_replaced',
      'kick_war',
      'address_changed',
      'sign_ins_paused',
      'address_from_dhcp',
      'signing_key_broken',
      'console_not_listening',
      'logout_unconfirmed',
      'identity_mismatch',
      'app_bypassable',
      'issuer_lost',
    ]);
  });

  it('leads to the screen where it is mended', () => {
    expect(commandOf('throttle_burst')).toEqual({ type: 'screen', screen: 'audit', part: 'failures' });
    expect(commandOf('seats_nearly_full')).toEqual({ type: 'screen', screen: 'limits' });
    expect(commandOf('not_listening')).toEqual({ type: 'screen', screen: 'network' });
    expect(commandOf('backup_failed')).toEqual({ type: 'screen', screen: 'backup' });
  });

  it('has a title, a sentence and a button for each', () => {
    const { titles, bodies, acts } = mainText().notices;
    for (const [code, { topic }] of Object.entries(noticeSubjects)) {
      expect(titles[code as NoticeCode]).toMatch(/\w/);
      expect(bodies[topic]).toMatch(/\w/);
      expect(acts[topic]).toMatch(/\w/);
    }
  });

  it.each(languageTags)('is called as the console calls it: %s', (language) => {
    const console = readTexts(rootDir, 'renderer/text', language);
    const menus = readTexts(rootDir, 'electron/main/text', language);
    const alarms = Object.keys(noticeSubjects).filter((code) => code !== 'stopped');
    expect(alarms.map((code) => menus.get(`notices.titles.${code}`))).toEqual(
      alarms.map((code) => console.get(`alarms.${code}`)),
    );
  });
});
