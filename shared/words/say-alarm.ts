import type { AlarmFacts } from '../model/alarm-facts.ts';
import { sayAppAlarm, type AppAlarmFacts } from './say-app-alarm.ts';
import { sayBackupProblem } from './say-backup-problem.ts';
import { sayDevice } from './say-device.ts';
import { sayError } from './say-error.ts';
import { joinSentences, listSome, type Teller } from './teller.ts';

type FactsOf<Code extends AlarmFacts['code']> = Extract<AlarmFacts, { code: Code }>;

const commands = {
  acceptClock: 'rollcall clock accept',
  createBackup: 'rollcall backup create FILE',
  resume: 'rollcall resume',
  setSetting: 'rollcall settings set KEY VALUE',
  consolePort: 'rollcall console on --port N',
} as const;

/** What is wrong, why, and what to do. */
export function sayAlarm(tell: Teller, facts: AlarmFacts): string {
  const { say } = tell;
  switch (facts.code) {
    case 'store_unavailable':
      return say('alarms.store_unavailable', { dataDir: facts.dataDir });
    case 'settings_replaced':
      return say('alarms.settings_replaced', { trouble: facts.trouble, command: commands.setSetting });
    case 'clock_behind':
    case 'clock_ahead':
    case 'clock_jumped':
      return say(`alarms.${facts.code}`, { command: commands.acceptClock });
    case 'not_listening':
      return sayNotListening(tell, facts);
    case 'console_not_listening':
      return sayConsole(tell, facts);
    case 'admission_asked': {
      const people = facts.people.map(({ name, at, device, why }) =>
        say('alarms.admission_asked.person', {
          name,
          device: sayDevice(say, device),
          time: tell.dayAndTime(at),
          why: say(`alarms.admission_asked.why.${why}`),
        }),
      );
      return joinSentences(tell, [
        say('alarms.admission_asked.what', { people: listSome(tell, people, facts.more) }),
        say('alarms.admission_asked.act'),
      ]);
    }
    case 'password_reported': {
      const users = facts.users.map(({ name }) => name);
      return joinSentences(tell, [
        say('alarms.password_reported.what', { users: listSome(tell, users, facts.more) }),
        say('alarms.password_reported.act'),
      ]);
    }
    case 'seats_nearly_full': {
      const { used, seats } = facts;
      const how = used >= seats ? 'full' : 'nearly';
      return joinSentences(tell, [
        say(`alarms.seats_nearly_full.${how}`, { used, count: seats }),
        say('alarms.seats_nearly_full.act'),
      ]);
    }
    case 'throttle_burst':
      return joinSentences(tell, [
        say('alarms.throttle_burst.what', { count: facts.failures, minutes: facts.minutes }),
        say('alarms.throttle_burst.look'),
      ]);
    case 'kick_war': {
      const users = facts.users.map(({ name, until }) =>
        say('alarms.kick_war.user', { name, time: tell.clock(until) }),
      );
      return say('alarms.kick_war.what', { users: listSome(tell, users, facts.more) });
    }
    case 'backup_missing':
      return sayBackupMissing(tell, facts);
    case 'backup_failed':
      return sayBackupProblem(tell, facts.problem);
    case 'address_changed': {
      const { address, apps, more } = facts;
      const mend = say('alarms.address_changed.mend', { apps: listSome(tell, apps, more) });
      return joinSentences(tell, [
        say('alarms.address_changed.what', { address }),
        ...(apps.length === 0 ? [] : [mend]),
      ]);
    }
    case 'address_from_dhcp':
      return say('alarms.address_from_dhcp', { host: facts.host });
    case 'certificate_lacks_hosts':
      return joinSentences(tell, [
        say('alarms.certificate_lacks_hosts.what', { hosts: listSome(tell, facts.hosts, facts.more) }),
        say('alarms.certificate_lacks_hosts.act'),
      ]);
    case 'certificate_expires':
      return joinSentences(tell, [
        say(`alarms.certificate_expires.${facts.whose}`, { count: facts.days }),
        say(`alarms.certificate_expires.${facts.whose === 'own' ? 'restart' : 'renew'}`),
      ]);
    case 'authority_expires':
      return joinSentences(tell, [
        say('alarms.authority_expires.what', { count: facts.days }),
        say('alarms.authority_expires.make'),
      ]);
    case 'certificate_unusable':
      return say(`alarms.certificate_unusable.${facts.state}`);
    case 'disk_low':
      return say('alarms.disk_low', { free: tell.bytes(facts.freeBytes) });
    case 'sign_ins_paused':
      return facts.until === undefined
        ? say('alarms.sign_ins_paused.open', { command: commands.resume })
        : say('alarms.sign_ins_paused.until', { time: tell.clock(facts.until), command: commands.resume });
    default:
      return sayAppAlarm(tell, facts satisfies AppAlarmFacts);
  }
}

function sayNotListening(tell: Teller, { why, port }: FactsOf<'not_listening'>): string {
  const where = port === undefined ? 'anywhere' : 'port';
  return joinSentences(tell, [
    tell.say(`alarms.not_listening.${where}`, port === undefined ? {} : { port }),
    sayError(tell, why),
    tell.say(`alarms.not_listening.${why === 'tls_key_broken' ? 'restart' : 'again'}`),
  ]);
}

function sayConsole(tell: Teller, { port, why, holder }: FactsOf<'console_not_listening'>): string {
  return joinSentences(tell, [
    tell.say('alarms.console_not_listening.what', { port }),
    sayError(tell, why),
    ...(holder === undefined ? [] : [tell.say('alarms.console_not_listening.holder', { holder })]),
    tell.say('alarms.console_not_listening.act', { command: commands.consolePort }),
  ]);
}

function sayBackupMissing(tell: Teller, { days }: FactsOf<'backup_missing'>): string {
  return joinSentences(tell, [
    ...(days === undefined
      ? [tell.say('alarms.backup_missing.none')]
      : [tell.say('alarms.backup_missing.old', { count: days }), tell.say('alarms.backup_missing.since')]),
    tell.say('alarms.backup_missing.make', { command: commands.createBackup }),
  ]);
}
