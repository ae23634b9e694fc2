import classes from './reports-screen.module.css';

/** How large a number is beside the largest of its table; the number itself stands before it. */
export function ShareBar({ share }: { readonly share: number }) {
  return (
    <div className={classes.share} aria-hidden>
      <div style={{ inlineSize: `${String(share * 100)}%` }} />
    </div>
  );
}
