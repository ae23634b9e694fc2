import type { Frame } from './frame.ts';

/** The admin's own line, such as whom to call, wherever the admin is to be asked; nothing without one. */
export function AdminNote({ frame }: { readonly frame: Frame }) {
  return frame.note === '' ? null : (
    <p className="note">
      <bdi>{frame.note}</bdi>
    </p>
  );
}
