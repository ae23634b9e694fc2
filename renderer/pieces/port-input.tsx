import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Mark } from '../ui/mark.tsx';
import { NumberField } from '../ui/number-field.tsx';
import classes from './ports.module.css';
import type { PortCheck } from './use-port-check.ts';

interface Properties {
  readonly label: string;
  readonly description: string;
  /** `NaN` while its field is empty. */
  readonly port: number;
  readonly check: PortCheck;
  readonly onChange: (port: number) => void;
}

export function PortInput({ label, description, port, check, onChange }: Properties) {
  const { t } = useTranslation();
  return (
    <div>
      <NumberField
        label={label}
        description={description}
        min={1}
        max={65_535}
        hideControls
        value={port}
        onChange={onChange}
      />
      <output className={classes.portState}>
        <PortState check={check} />
        {check.offer !== undefined && (
          <Button size="compact-sm" variant="light" onClick={() => onChange(check.offer ?? port)}>
            {t('ports.offer', { port: check.offer })}
          </Button>
        )}
      </output>
    </div>
  );
}

function PortState({ check }: { readonly check: PortCheck }) {
  const { t } = useTranslation();
  switch (check.state) {
    case 'empty':
      return null;
    case 'checking':
      return <Mark tone="working">{t('ports.checking')}</Mark>;
    case 'free':
      return <Mark tone="ok">{t('ports.free')}</Mark>;
    case 'ours':
      return <Mark tone="ok">{t('ports.ours')}</Mark>;
    case 'same':
      return <Mark tone="bad">{t('ports.same')}</Mark>;
    case 'forbidden':
      return <Mark tone="bad">{t('ports.forbidden')}</Mark>;
    case 'unknown':
      return <Mark tone="warn">{t('ports.unknown')}</Mark>;
    case 'busy':
      return (
        <Mark tone="bad">
          {check.holder === undefined ? t('ports.busy') : t('ports.busyBy', { ...check.holder })}
        </Mark>
      );
  }
}
