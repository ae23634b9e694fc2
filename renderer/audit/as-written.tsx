import { Button, Code } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './audit-screen.module.css';

/** The data of an entry letter by letter, for whoever asks: thousands of lines, of an import of another time. */
export function AsWritten({ data }: { readonly data: Readonly<Record<string, unknown>> }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <div>
      <Button
        variant="subtle"
        size="compact-sm"
        aria-expanded={open}
        onClick={() => setOpen((before) => !before)}
      >
        {t('audit.more')}
      </Button>
      {open && (
        <Code block dir="ltr" tabIndex={0} className={classes.data}>
          {JSON.stringify(data, undefined, 2)}
        </Code>
      )}
    </div>
  );
}
