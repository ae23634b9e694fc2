import { Group, Stack } from '@mantine/core';
import type { ReactNode, Ref } from 'react';
import classes from './dialog-body.module.css';
import { useDialogRoom } from './use-dialog-room.ts';

interface Properties {
  /** Its buttons. */
  readonly foot?: ReactNode;
  /** `apart`: the way back at one side, the way on at the other. */
  readonly sides?: 'end' | 'apart';
  readonly gap?: 'md' | 'lg';
  /** With it, this is a form. */
  readonly onSubmit?: () => void;
  readonly formRef?: Ref<HTMLFormElement>;
  readonly children: ReactNode;
}

/**
 * What a dialog holds: it scrolls by itself between the title and the buttons, which so stay in view and cover nothing.
 * Where they would leave it too little of the window, such as at a great zoom, all of the dialog scrolls.
 */
export function DialogBody({ foot, sides = 'end', gap = 'md', onSubmit, formRef, children }: Properties) {
  const { watch, room, title } = useDialogRoom();
  const parts = (
    <>
      <div
        ref={watch}
        className={classes.scroll}
        data-room={room}
        // Nothing in it takes the keyboard, which yet must scroll it.
        {...(title === undefined ? {} : { tabIndex: 0, role: 'group', 'aria-labelledby': title })}
      >
        <Stack gap={gap}>{children}</Stack>
      </div>
      {foot !== undefined && (
        <Group className={classes.foot} justify={sides === 'end' ? 'flex-end' : 'space-between'} gap="sm">
          {foot}
        </Group>
      )}
    </>
  );
  if (onSubmit === undefined) return <div className={classes.parts}>{parts}</div>;
  return (
    <form
      ref={formRef}
      className={classes.parts}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {parts}
    </form>
  );
}
