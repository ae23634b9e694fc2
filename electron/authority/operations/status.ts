import type { Refusal } from '../../../shared/errors.ts';
import type { Status } from '../../../shared/model/status.ts';
import type { AlarmFact, AlarmWatch } from './alarm-watch.ts';
import { listAttention } from './attention.ts';
import type { Dependencies } from './dependencies.ts';
import { describeAlarm } from './english-words.ts';
import { pauseAt } from './policies/pause.ts';
import { listCertificateAlarms, showCertificate, type CertificateFacts } from './show-certificate.ts';
import { isoTime } from './show.ts';
import { listUpkeepAlarms, type UpkeepFacts } from './upkeep-alarms.ts';

/** What the status is made of besides the records. */
export interface StatusFacts extends UpkeepFacts {
  readonly version: string;
  readonly dataDir: string;
  /** Authority time, epoch ms. */
  readonly runningSince: number;
  readonly certificate: CertificateFacts;
  /** Browsers that passed the check of the trust page. */
  readonly trustingDevices: number;
  readonly httpOrigins: readonly string[];
  /** Alarms found at the start, such as a settings file that was replaced. */
  readonly startAlarms: readonly AlarmFact[];
  /** Why nobody can reach this authority over the network, if so. */
  readonly notListening: Refusal | undefined;
  /** Why the console is not open for browsers although it is turned on. */
  readonly consoleTrouble: Refusal | undefined;
  readonly alarmWatch: AlarmWatch;
}

export function showStatus(deps: Dependencies, facts: StatusFacts): Status {
  const users = deps.users.list();
  return {
    version: facts.version,
    runningSince: isoTime(facts.runningSince),
    now: isoTime(deps.clock.now()),
    dataDir: facts.dataDir,
    https: [...deps.network.origins()],
    http: [...facts.httpOrigins],
    origin: deps.network.origin(),
    certificate: showCertificate(deps, facts.certificate),
    ...showPause(deps),
    disk: facts.disk ?? { freeBytes: 0, totalBytes: 0 },
    trustingDevices: facts.trustingDevices,
    liveSessions: deps.sessions.countLive(),
    users: users.length,
    alarms: facts.alarmWatch.look(deps.clock.now(), listAlarmFacts(deps, facts)),
    today: deps.signIns.countToday(deps.clock.now()),
    ...timeOf('lastBackupAt', deps.install.find('last_backup_at')),
    ...timeOf('auditVerifiedAt', deps.install.find('audit_verified_at')),
    setup: {
      adminExists: users.some((user) => user.admin),
      firstUser: users.some((user) => !user.admin),
      firstDeviceSeen: deps.install.find('first_device_seen_at') !== undefined,
      firstSession: deps.install.find('first_session_at') !== undefined,
      finished: deps.install.find('setup_finished_at') !== undefined,
    },
  };
}

function listAlarmFacts(deps: Dependencies, facts: StatusFacts): AlarmFact[] {
  const alarms: AlarmFact[] = [];
  if (deps.database.failing()) {
    alarms.push(describeAlarm({ code: 'store_unavailable', dataDir: facts.dataDir }));
  }
  alarms.push(...facts.startAlarms);
  const clock = deps.clock.alarm();
  if (clock) alarms.push(describeAlarm({ code: clock }));
  if (facts.notListening) {
    const { code, data } = facts.notListening;
    const port = data?.['port'];
    alarms.push(
      describeAlarm({ code: 'not_listening', why: code, ...(typeof port === 'number' ? { port } : {}) }),
    );
  }
  if (facts.consoleTrouble) {
    const { code, data } = facts.consoleTrouble;
    const holder = data?.['holder'];
    alarms.push(
      describeAlarm({
        code: 'console_not_listening',
        port: deps.settings.current().console.port,
        why: code,
        ...(typeof holder === 'string' ? { holder } : {}),
      }),
    );
  }
  alarms.push(
    ...listAttention(deps),
    ...listUpkeepAlarms(deps, facts),
    ...listCertificateAlarms(deps, facts.certificate),
  );
  return alarms;
}

function showPause(deps: Dependencies): Pick<Status, 'paused'> {
  const pause = pauseAt(deps.install.pause(), deps.clock.now());
  return pause === undefined ? {} : { paused: timeOf('until', pause.until) };
}

function timeOf<Key extends string>(key: Key, at: number | undefined): { [K in Key]?: string } {
  return (at === undefined ? {} : { [key]: isoTime(at) }) as { [K in Key]?: string };
}
