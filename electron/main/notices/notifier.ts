import { nativeImage, Notification } from 'electron';
import iconUrl from '../../../build/icons/icon-64.png?inline';
import type { ConsoleCommand } from '../../../shared/contract/console-command.ts';
import type { AuthorityState } from '../../../shared/contract/shell.ts';
import type { Alarm } from '../../../shared/model/status.ts';
import { mainText } from '../text/main-text.ts';
import { decideNotices, emptyNoticeMemory, type NoticeMemory } from './decide-notices.ts';
import { commandOf, listNoticeCodes, noticeSubjects, type NoticeCode } from './notice-subjects.ts';

interface Surroundings {
  readonly isInFront: () => boolean;
  readonly isWanted: () => boolean;
  /** Ms of a clock that only goes forward. */
  readonly now: () => number;
  /** Brings the console to the front and has it do this. */
  readonly command: (command: ConsoleCommand) => void;
}

/** Shows what was decided as notifications of the system, and takes away what has ended. */
export class Notifier {
  readonly #surroundings: Surroundings;
  readonly #shown = new Map<NoticeCode, Notification>();
  #memory: NoticeMemory = emptyNoticeMemory;
  #codes: readonly NoticeCode[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  /** Something may have changed. */
  look(authority: AuthorityState, alarms: readonly Alarm['code'][]): void {
    this.#codes = listNoticeCodes(authority, alarms);
    this.#decide();
  }

  #decide(): void {
    clearTimeout(this.#timer);
    const { isInFront, isWanted, now } = this.#surroundings;
    const decision = decideNotices(this.#memory, {
      codes: this.#codes,
      inFront: isInFront(),
      wanted: isWanted(),
      now: now(),
    });
    this.#memory = decision.memory;
    for (const code of decision.withdraw) this.#withdraw(code);
    for (const code of decision.show) this.#show(code);
    if (decision.againAt !== undefined)
      this.#timer = setTimeout(() => this.#decide(), decision.againAt - now()).unref();
  }

  #show(code: NoticeCode): void {
    if (!Notification.isSupported()) return;
    const { titles, bodies, acts } = mainText().notices;
    const { topic } = noticeSubjects[code];
    const notification = new Notification({
      title: titles[code],
      body: bodies[topic],
      icon: nativeImage.createFromDataURL(iconUrl),
      // Where the system draws no buttons, the notification itself is one.
      actions: [{ type: 'button', text: acts[topic] }],
    });
    const lead = (): void => {
      this.#withdraw(code);
      this.#surroundings.command(commandOf(code));
    };
    notification.on('click', lead);
    notification.on('action', lead);
    // Held until it is gone: one that is collected no longer answers.
    this.#shown.set(code, notification);
    notification.show();
  }

  #withdraw(code: NoticeCode): void {
    this.#shown.get(code)?.close();
    this.#shown.delete(code);
  }
}
