import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DataColumn } from '../data-column.ts';
import classes from './table.module.css';

interface Properties<Row> {
  readonly columns: readonly DataColumn<Row>[];
  readonly shown: readonly DataColumn<Row>[];
  readonly onShow: (id: string, visible: boolean) => void;
  readonly onReset: () => void;
  readonly isAsAtFirst: boolean;
}

/** Which columns are shown. One of them always is. */
export function ColumnMenu<Row>({ columns, shown, onShow, onReset, isAsAtFirst }: Properties<Row>) {
  const { t } = useTranslation();
  const titled = (all: readonly DataColumn<Row>[]) => all.filter(({ titleHidden }) => titleHidden !== true);
  const isLast = titled(shown).length === 1;
  return (
    <Menu position="bottom-end" shadow="md" closeOnItemClick={false} withinPortal>
      <Tooltip label={t('ui.table.columns')}>
        <Menu.Target>
          <ActionIcon variant="default" size="lg" aria-label={t('ui.table.columns')}>
            <IconColumns3 size={18} stroke={1.75} />
          </ActionIcon>
        </Menu.Target>
      </Tooltip>
      <Menu.Dropdown>
        {titled(columns).map(({ id, title }) => {
          const visible = shown.some((one) => one.id === id);
          return (
            <Menu.CheckboxItem
              key={id}
              checked={visible}
              disabled={visible && isLast}
              className={classes.menuItem}
              onChange={(checked) => onShow(id, checked)}
            >
              {title}
            </Menu.CheckboxItem>
          );
        })}
        <Menu.Divider />
        <Menu.Item disabled={isAsAtFirst} onClick={onReset}>
          {t('ui.table.columnsReset')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
