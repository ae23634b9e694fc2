import { Modal, type ModalProps } from '@mantine/core';
import { use, useRef, useState } from 'react';
import { DiscardQuestion } from './discard-question.tsx';
import classes from './dialog.module.css';
import { OutageContext } from './outage.ts';
import { useTyped } from './use-typed.ts';

interface Properties extends ModalProps {
  /** What is typed in it is only its way on, such as a word of confirmation: nothing is lost with it. */
  readonly isOnlyQuestion?: boolean;
}

/**
 * A dialog that does something. While that cannot be done it says so itself, with the way out: what stands behind it is
 * out of reach, and what was typed must not be given up for it. Nor for a slip: Escape, a click beside it and its cross
 * close it at once while it is as it was found, and ask first when something was typed. A button that says *Cancel* means it.
 */
export function Dialog({ children, isOnlyQuestion = false, onClose, ...properties }: Properties) {
  const outage = use(OutageContext);
  const { watch, content, isTyped } = useTyped(!isOnlyQuestion);
  const [asking, setAsking] = useState(false);
  /** Where the keyboard was when the question came. */
  const before = useRef<Element>(null);
  if (asking && !properties.opened) setAsking(false);
  const keep = (): void => {
    setAsking(false);
    if (before.current instanceof HTMLElement && before.current.isConnected) before.current.focus();
    else content.current?.closest<HTMLElement>('[role="dialog"]')?.focus();
  };
  const close = (): void => {
    // Each dialog hears the key: it is for the one above, where the keyboard is.
    const above = document.activeElement?.closest('[role="dialog"]');
    if (above && above !== content.current?.closest('[role="dialog"]')) return;
    if (asking) return keep();
    if (!isTyped()) return onClose();
    before.current = document.activeElement;
    setAsking(true);
  };
  return (
    <Modal {...properties} onClose={close}>
      {outage !== undefined && <div className={classes.outage}>{outage}</div>}
      <div ref={watch} className={classes.content}>
        {children}
      </div>
      {asking && <DiscardQuestion onKeep={keep} onDiscard={onClose} />}
    </Modal>
  );
}
