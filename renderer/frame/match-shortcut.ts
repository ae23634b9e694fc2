import { shortcuts, type Shortcut } from '../../shared/contract/shortcuts.ts';

const names: Readonly<Record<string, string>> = {
  Esc: 'Escape',
  Space: ' ',
  Up: 'ArrowUp',
  Down: 'ArrowDown',
};

/** The shortcut a key means that works everywhere in the console. */
export function findShortcut(event: KeyboardEvent): Shortcut | undefined {
  return (shortcuts as readonly Shortcut[]).find(
    ({ command, keys }) =>
      command !== undefined && keys.some((accelerator) => matchesKeys(event, accelerator)),
  );
}

/** @param accelerator in Electron's words, such as `CmdOrCtrl+Shift+K` */
export function matchesKeys(event: KeyboardEvent, accelerator: string): boolean {
  const [key = '', ...modifiers] = accelerator.split('+').reverse();
  if (event.altKey || (event.ctrlKey || event.metaKey) !== modifiers.includes('CmdOrCtrl')) return false;
  const isSign = /^[^a-z0-9]$/i.test(key);
  // Where a sign stands on the keyboard, and whether it needs Shift, depends on the language of the keyboard.
  if (!isSign && event.shiftKey !== modifiers.includes('Shift')) return false;
  if (event.key.toLowerCase() === (names[key] ?? key).toLowerCase()) return true;
  // Digits need Shift on some keyboards, and letters are others on others: then the place of the key counts.
  if (/^\d$/.test(key)) return event.code === `Digit${key}`;
  return /^[a-z]$/i.test(key) && !/^[a-z]$/i.test(event.key) && event.code === `Key${key}`;
}
