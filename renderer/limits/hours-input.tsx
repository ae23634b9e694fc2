import { Button, Radio, Stack } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Hours, OwnHours } from '../../shared/model/hours.ts';
import { HoursWindow } from './hours-window.tsx';
import classes from './hours-input.module.css';

interface Properties {
  readonly value: OwnHours;
  readonly onChange: (value: OwnHours) => void;
}

type Window = Hours['windows'][number];
const workdays: Window = { days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00' };
const outside = ['block-new', 'end'] as const satisfies readonly Hours['outside'][];
/** As the contract has it. */
const windowsMax = 50;

/** When a group may sign in: as the next rule says, always, or in windows of the week. */
export function HoursInput({ value, onChange }: Properties) {
  const { t } = useTranslation();
  // Kept, so that looking at another choice loses nothing.
  const [last, setLast] = useState<Hours>(
    typeof value === 'object' ? value : { windows: [workdays], outside: 'block-new' },
  );
  const change = (hours: Hours): void => {
    setLast(hours);
    onChange(hours);
  };
  const setWindow = (place: number, window: Window | undefined): void => {
    if (typeof value !== 'object') return;
    const windows = value.windows.flatMap((one, at) => (at === place ? (window ?? []) : one));
    change({ ...value, windows });
  };
  return (
    <div className={classes.hours}>
      <Radio.Group
        label={t('hours.label')}
        description={t('hours.description')}
        value={typeof value === 'object' ? 'windows' : value}
        onChange={(next) => onChange(next === 'windows' ? last : next === 'always' ? 'always' : 'inherit')}
      >
        <Stack gap="sm" mt="xs">
          <Radio value="inherit" label={t('groups.notSet')} />
          <Radio value="always" label={t('hours.always')} />
          <Radio value="windows" label={t('hours.windows')} />
        </Stack>
      </Radio.Group>
      {typeof value === 'object' && (
        <div className={classes.inner}>
          <ul className={classes.windows} aria-label={t('hours.windowList')}>
            {value.windows.map((window, place) => (
              // A window is its place in the list; it has no other name.
              // oxlint-disable-next-line react/no-array-index-key
              <li key={place}>
                <HoursWindow
                  place={place + 1}
                  value={window}
                  onChange={(next) => setWindow(place, next)}
                  onRemove={value.windows.length > 1 ? () => setWindow(place, undefined) : undefined}
                />
              </li>
            ))}
          </ul>
          <Button
            variant="default"
            size="xs"
            disabled={value.windows.length >= windowsMax}
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => change({ ...value, windows: [...value.windows, workdays] })}
          >
            {t('hours.add')}
          </Button>
          <Radio.Group
            label={t('hours.outside')}
            value={value.outside}
            onChange={(next) =>
              change({ ...value, outside: outside.find((one) => one === next) ?? 'block-new' })
            }
          >
            <Stack gap="sm" mt="xs">
              {outside.map((one) => (
                <Radio
                  key={one}
                  value={one}
                  label={t(`hours.${one}.label`)}
                  description={t(`hours.${one}.description`)}
                />
              ))}
            </Stack>
          </Radio.Group>
        </div>
      )}
    </div>
  );
}
