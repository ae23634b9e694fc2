import type { AuthorityClient } from '../authority/authority-client.ts';
import type { CommandFailure } from '../authority/command-failure.ts';
import { useCommand } from '../authority/use-command.ts';

/**
 * A command behind a question: done, the dialog closes; refused, it stays open with the reason.
 *
 * @param onClose the dialog goes, whether anything was done or not
 */
export function useConfirmedCommand<Args extends readonly unknown[], Answer>(
  command: (client: AuthorityClient, ...args: Args) => Promise<Answer>,
  onClose: () => void,
): {
  readonly working: boolean;
  readonly failure: CommandFailure | undefined;
  readonly close: () => void;
  readonly confirm: (...args: Args) => void;
} {
  const { run, working, failure, clear } = useCommand(command);
  const close = (): void => {
    clear();
    onClose();
  };
  const confirm = (...args: Args): void => {
    void run(...args).then((result) => {
      if (result.ok) close();
    });
  };
  return { working, failure, close, confirm };
}
