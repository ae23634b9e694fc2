import { Button, Pill, Popover, Stack } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './narrow-down.module.css';

/** One of the things that are to hold. */
export interface Narrowing {
  readonly key: string;
  /** What is looked at, such as *Group*. */
  readonly field: string;
  readonly value: string;
  readonly onWiden: () => void;
}

interface Properties {
  /** In force, in the order of their chips. */
  readonly narrowings: readonly Narrowing[];
  /** The fields in which they are chosen. Made when they are looked at: a list may be long. */
  readonly children: ReactNode;
}

/** What is not needed every day, behind a button; and beside it what is in force, each as a chip that goes with one click. */
export function NarrowDown({ narrowings, children }: Properties) {
  const { t } = useTranslation();
  return (
    <>
      <Popover position="bottom-start" shadow="md" width={320} trapFocus>
        <Popover.Target>
          <Button variant="default" leftSection={<IconFilter size={16} aria-hidden />}>
            {t('narrow.open')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <Stack gap="sm">{children}</Stack>
        </Popover.Dropdown>
      </Popover>
      {narrowings.map(({ key, field, value, onWiden }) => (
        <Pill
          key={key}
          withRemoveButton
          size="md"
          className={classes.chip}
          onRemove={onWiden}
          // The kit hides it from the keyboard and from screen readers.
          removeButtonProps={{
            'aria-label': t('narrow.widen', { field }),
            'aria-hidden': false,
            tabIndex: 0,
          }}
        >
          {t('narrow.chip', { field, value })}
        </Pill>
      ))}
    </>
  );
}
