import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface Properties {
  /** With the name of what it is about: every row has one of these. */
  readonly label: string;
  /** CSS pixels. */
  readonly width?: number;
  /** `Menu.Item`s. */
  readonly children: ReactNode;
}

/** What can be done with one thing of a list, behind three dots. */
export function ActsMenu({ label, width = 240, children }: Properties) {
  return (
    <Menu position="bottom-end" shadow="md" width={width} withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" aria-label={label}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}
