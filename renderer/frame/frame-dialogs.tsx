import { useMirror } from '../authority/use-mirror.ts';
import { AddUserDialog } from '../pieces/add-user-dialog.tsx';
import { EndDialog, type EndWish } from '../pieces/end-dialog.tsx';
import { ShareDialog } from '../pieces/share-dialog.tsx';
import type { BoxEntry } from './box/box-entry.ts';
import { CommandBox } from './box/command-box.tsx';
import { focusTitle } from './focusable.ts';
import { closeInFrame, useFrameStore } from './frame-store.ts';
import { ShortcutSheet } from './shortcut-sheet.tsx';

interface Properties {
  readonly onChoose: (entry: BoxEntry) => void;
  readonly endSessions: (wish: EndWish) => void;
}

/** What opens above every screen: the command box, the sheet of keys, and what an admin starts from anywhere. */
export function FrameDialogs({ onChoose, endSessions }: Properties) {
  const { opened, opener } = useFrameStore();
  const status = useMirror((mirror) => mirror.status);
  const live = useMirror((mirror) => mirror.sessions.size);
  const closeBox = (): void => {
    closeInFrame();
    // At once: what is chosen opens from there, and gives the keyboard back to it.
    if (opener instanceof HTMLElement && opener !== document.body && opener.isConnected) opener.focus();
    else focusTitle();
  };
  return (
    <>
      {opened === 'commandBox' && (
        <CommandBox
          onChoose={(entry) => {
            closeBox();
            onChoose(entry);
          }}
          onClose={closeBox}
        />
      )}
      <ShortcutSheet opened={opened === 'shortcuts'} onClose={closeInFrame} />
      <AddUserDialog opened={opened === 'addUser'} onClose={closeInFrame} />
      <ShareDialog status={status} opened={opened === 'shareAddress'} onClose={closeInFrame} />
      <EndDialog
        wish={opened === 'endEveryone' ? { kind: 'everyone', count: live } : undefined}
        onClose={closeInFrame}
        onConfirm={(wish) => {
          closeInFrame();
          endSessions(wish);
        }}
      />
    </>
  );
}
