import type { ConsoleCommand, ConsoleScreen } from '../../../shared/contract/console-command.ts';
import type { AuthorityState } from '../../../shared/contract/shell.ts';
import type { Alarm } from '../../../shared/model/status.ts';

export type NoticeTopic =
  'stopped' | 'port' | 'people' | 'seats' | 'throttle' | 'certificate' | 'backup' | 'disk' | 'clock';

interface NoticeSubject {
  readonly topic: NoticeTopic;
  /** Where it can be mended. */
  readonly screen: ConsoleScreen;
  readonly part?: string;
}

/** All that a notification may come up for. Other alarms wait in the console. */
export const noticeSubjects = {
  stopped: { topic: 'stopped', screen: 'overview' },
  store_unavailable: { topic: 'disk', screen: 'overview' },
  clock_behind: { topic: 'clock', screen: 'overview' },
  clock_ahead: { topic: 'clock', screen: 'overview' },
  clock_jumped: { topic: 'clock', screen: 'overview' },
  not_listening: { topic: 'port', screen: 'network' },
  admission_asked: { topic: 'people', screen: 'overview' },
  password_reported: { topic: 'people', screen: 'overview' },
  seats_nearly_full: { topic: 'seats', screen: 'limits' },
  throttle_burst: { topic: 'throttle', screen: 'audit', part: 'failures' },
  certificate_lacks_hosts: { topic: 'certificate', screen: 'network' },
  certificate_expires: { topic: 'certificate', screen: 'network' },
  authority_expires: { topic: 'certificate', screen: 'network' },
  certificate_unusable: { topic: 'certificate', screen: 'network' },
  backup_missing: { topic: 'backup', screen: 'backup' },
  backup_failed: { topic: 'backup', screen: 'backup' },
  disk_low: { topic: 'disk', screen: 'overview' },
  gateway_not_listening: { topic: 'port', screen: 'apps' },
} as const satisfies Partial<Record<Alarm['code'] | 'stopped', NoticeSubject>>;
export type NoticeCode = keyof typeof noticeSubjects;

/** Ended by itself this often in a row, it does not come back by itself in a moment. */
const stoppedAfterRestarts = 2;

/** What there is to notify of. Who stopped it in the console knows that it is stopped. */
export function listNoticeCodes(
  { phase, code, restarts }: Pick<AuthorityState, 'phase' | 'code' | 'restarts'>,
  alarms: readonly Alarm['code'][],
): NoticeCode[] {
  // A service of another version runs: nobody is put out.
  if (phase === 'failed') return code === 'service_other_version' ? [] : ['stopped'];
  if (phase !== 'ready') return phase !== 'stopped' && restarts >= stoppedAfterRestarts ? ['stopped'] : [];
  return alarms.filter((code): code is Alarm['code'] & NoticeCode => Object.hasOwn(noticeSubjects, code));
}

export function commandOf(code: NoticeCode): ConsoleCommand {
  const { screen, part }: NoticeSubject = noticeSubjects[code];
  return { type: 'screen', screen, ...(part === undefined ? {} : { part }) };
}
