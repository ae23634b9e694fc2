import { os } from './fake-os.ts';
import type { FakeRecords } from './fake-records.ts';

/** The console in a browser: who is signed in there. */
export function createFakeConsoleHandlers(records: FakeRecords) {
  return {
    show: os.console.show.handler(() => ({
      on: records.settings.console.browser,
      addresses: records.settings.console.browser
        ? [`http://127.0.0.1:${String(records.settings.console.port)}`]
        : [],
      sessions: [...records.consoleSessions],
    })),
    end: os.console.end.handler(({ input, errors }) => {
      const isMeant = (id: string): boolean => 'all' in input || input.ids.includes(id);
      const ended = records.consoleSessions.filter(({ id }) => isMeant(id));
      if ('ids' in input && ended.length < input.ids.length) throw errors.console_session_not_found();
      records.consoleSessions = records.consoleSessions.filter(({ id }) => !isMeant(id));
      publish(records);
      return { ended };
    }),
  };
}

/** What a test makes happen there. */
export function createFakeConsoleScript(records: FakeRecords) {
  const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();
  return {
    /** It is open, and these admins are in it, the first one longest. @returns the ids of their sessions */
    fillBrowserConsole(admins: readonly string[]): readonly string[] {
      const { settings } = records;
      records.settings = { ...settings, console: { ...settings.console, browser: true } };
      records.consoleSessions = admins.map((userName, place) => ({
        id: records.makeId(),
        userName,
        device: place % 2 === 0 ? 'Chrome on Windows' : 'Firefox on Linux',
        signedInAt: ago(90 - place * 20),
        lastUsedAt: ago(place * 4),
        expiresAt: ago(place * 4 - 15),
      }));
      records.publish({ type: 'settings.put', settings: records.settings });
      publish(records);
      return records.consoleSessions.map(({ id }) => id);
    },
    /** Somebody else ends one, or it is over. */
    endConsoleSession(ended: string): void {
      records.consoleSessions = records.consoleSessions.filter(({ id }) => id !== ended);
      publish(records);
    },
  };
}

function publish(records: FakeRecords): void {
  records.publish({ type: 'console.put', sessions: [...records.consoleSessions] });
}
