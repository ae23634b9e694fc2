import { dialog, type BrowserWindow } from 'electron';
import { mainText } from './text/main-text.ts';

interface Question {
  readonly question: string;
  readonly consequence: string;
  readonly act: string;
}

/** True when the admin chose the act; Enter and Escape choose Cancel. */
export async function askToConfirm(window: BrowserWindow, ask: Question): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: ask.question,
    detail: ask.consequence,
    buttons: [ask.act, mainText().cancel],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  });
  return response === 0;
}
