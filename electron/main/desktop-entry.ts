/** What the system starts when this user signs in to the computer. */
interface StartCommand {
  readonly program: string;
  readonly args: readonly string[];
}

/** Desktop Entry Specification 1.5, "The Exec key": in quotes, with four characters escaped, `%` doubled. */
export function makeDesktopEntry({ program, args }: StartCommand): string {
  const quote = (word: string): string =>
    `"${word
      .replaceAll(/["`$\\]/g, '\\$&')
      .replaceAll('\\', '\\\\')
      .replaceAll('%', '%%')}"`;
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Rollcall',
    'Icon=rollcall',
    `Exec=${[program, ...args].map(quote).join(' ')}`,
    'Terminal=false',
    '',
  ].join('\n');
}
