import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dismissToast, undoToast, useToasts, type Toast } from './toast-store.ts';
import classes from './toasts.module.css';

/** Long enough to read it, find the button and reach it with the keyboard. */
const shownMs = 12_000;

/** Notices of what was just done, announced politely; each stays while somebody points at one or is in one. */
export function Toasts() {
  const { t } = useTranslation();
  const toasts = useToasts((state) => state.toasts);
  const [held, setHeld] = useState(false);
  // When the one that had the keyboard has gone, nothing says that it was left.
  if (toasts.length === 0 && held) setHeld(false);
  return (
    // Whoever is at a notice holds it; nothing is done by that.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      className={classes.region}
      data-region="notices"
      aria-label={t('toasts.label')}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <output className={classes.list}>
        {toasts.map((toast) => (
          <OneToast key={toast.id} toast={toast} held={held} />
        ))}
      </output>
    </section>
  );
}

function OneToast({ toast, held }: { readonly toast: Toast; readonly held: boolean }) {
  const { t } = useTranslation();
  const { id, text, undo } = toast;
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(() => dismissToast(id), shownMs);
    return () => clearTimeout(timer);
  }, [held, id]);
  return (
    <div className={classes.toast}>
      <span className={classes.text}>{text}</span>
      {undo !== undefined && (
        <Button size="compact-sm" variant="default" onClick={() => undoToast(toast)}>
          {t('toasts.undo')}
        </Button>
      )}
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('toasts.dismiss')}
        onClick={() => dismissToast(id)}
      >
        <IconX size={16} aria-hidden />
      </ActionIcon>
    </div>
  );
}
