import { app, dialog, type BrowserWindow } from 'electron';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { mainText } from './text/main-text.ts';

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
      title: mainText().save.title,
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
  const { save } = mainText();
  const reasons: Readonly<Record<string, string>> = save.reasons;
  await dialog.showMessageBox(window, {
    type: 'error',
    message: save.failed.replace('{path}', filePath),
    detail: reasons[code] ?? save.reasons.other.replace('{error}', String(error)),
    buttons: [save.chooseAgain],
  });
}
