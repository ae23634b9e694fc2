import { dialog, nativeImage, type BrowserWindow } from 'electron';
import iconUrl from '../../../build/icons/icon-64.png?inline';
import type { DesktopState } from '../../../shared/contract/shell.ts';
import { fillIn } from '../text/fill-in.ts';
import { mainText } from '../text/main-text.ts';

/** Which versions run here, and on which data. */
export async function showAbout(window: BrowserWindow, { dataDir, versions }: DesktopState): Promise<void> {
  const words = mainText();
  await dialog.showMessageBox(window, {
    type: 'none',
    icon: nativeImage.createFromDataURL(iconUrl),
    message: words.menu.app,
    detail: [fillIn(words.about.versions, versions), fillIn(words.about.dataDir, { dataDir })].join('\n\n'),
    buttons: [words.about.close],
    noLink: true,
  });
}
