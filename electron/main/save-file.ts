import { app, dialog, type BrowserWindow } from 'electron';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import text from './text/en.json';

interface FileToSave {
  readonly name: string;
  readonly content: string;
}

/**
 * Asks where, then writes it there as UTF-8. A place that cannot be written to is said in words, and asked for again.
 * @returns the path, or undefined when the admin cancelled
 */
export async function saveFile(
  window: BrowserWindow,
  { name, content }: FileToSave,
): Promise<string | undefined> {
  let defaultPath = path.join(app.getPath('documents'), name);
  for (;;) {
    const { canceled, filePath } = await dialog.showSaveDialog(window, {
      title: text.save.title,
      defaultPath,
      properties: ['createDirectory', 'showOverwriteConfirmation'],
    });
    if (canceled || filePath === '') return undefined;
    try {
      await writeFile(filePath, content);
      return filePath;
    } catch (error) {
      await sayWhyNot(window, filePath, error);
      defaultPath = filePath;
    }
  }
}

async function sayWhyNot(window: BrowserWindow, filePath: string, error: unknown): Promise<void> {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reasons: Readonly<Record<string, string>> = text.save.reasons;
  await dialog.showMessageBox(window, {
    type: 'error',
    message: text.save.failed.replace('{path}', filePath),
    detail: reasons[code] ?? text.save.reasons.other.replace('{error}', String(error)),
    buttons: [text.save.chooseAgain],
  });
}
