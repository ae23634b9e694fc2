import { app, dialog, type BrowserWindow } from 'electron';
import path from 'node:path';
import type { ShellInput } from '../../shared/contract/shell.ts';

/**
 * Asks for a file or a folder that exists.
 * @returns its path, or undefined when the admin cancelled
 */
export async function choosePath(
  window: BrowserWindow,
  { kind, from }: ShellInput<'choosePath'>[0],
): Promise<string | undefined> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    defaultPath: path.isAbsolute(from) ? from : app.getPath('documents'),
    properties: kind === 'file' ? ['openFile'] : ['openDirectory', 'createDirectory'],
  });
  return canceled ? undefined : filePaths[0];
}
