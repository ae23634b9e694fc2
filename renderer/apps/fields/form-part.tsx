import type { ReactNode } from 'react';
import classes from './fields.module.css';

/** A titled part of a long form. */
export function FormPart({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <fieldset className={classes.part}>
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}
