import { Modal, type ModalProps } from '@mantine/core';
import { use } from 'react';
import classes from './dialog.module.css';
import { OutageContext } from './outage.ts';

/**
 * A dialog that does something. While that cannot be done it says so itself, with the way out: what stands behind it is
 * out of reach, and what was typed must not be given up for it.
 */
export function Dialog({ children, ...properties }: ModalProps) {
  const outage = use(OutageContext);
  return (
    <Modal {...properties}>
      {outage !== undefined && <div className={classes.outage}>{outage}</div>}
      {children}
    </Modal>
  );
}
