import type { ConsoleCommand } from '../../../shared/contract/console-command.ts';
import { shortcuts, type Shortcut, type ShortcutId } from '../../../shared/contract/shortcuts.ts';
import { useKeyWords } from '../use-key-words.ts';

/** The key that does the same as an entry, as it is written in this language. */
export function useKeysOf() {
  const writeKeys = useKeyWords();
  return (
    isMeant: (command: ConsoleCommand | undefined, id: ShortcutId) => boolean,
  ): { readonly keys?: string } => {
    const table: readonly (Shortcut & { readonly id: ShortcutId })[] = shortcuts;
    const found = table.find(({ command, id }) => isMeant(command, id));
    return found === undefined ? {} : { keys: writeKeys(found.keys[0]) };
  };
}
