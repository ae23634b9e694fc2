import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import { IconChevronDown, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { UserView } from '../../shared/model/user.ts';
import { ExportButton } from '../ui/export-button.tsx';
import type { FileToSave } from '../ui/save-file.ts';
import type { ManyAct } from './many-dialog-properties.ts';
import classes from './users-screen.module.css';

interface Properties {
  /** Of users that are shown. */
  readonly count: number;
  readonly chosen: readonly UserView[];
  readonly makeFile: () => FileToSave;
  readonly onAct: (act: ManyAct) => void;
  readonly onClear: () => void;
}

/** What can be done with the users that are ticked; how many there are when none is. The table under it does not move. */
export function ChosenBar({ count, chosen, makeFile, onAct, onClear }: Properties) {
  const { t } = useTranslation();
  if (chosen.length === 0) {
    return (
      <div className={classes.chosenBar}>
        <span className={classes.count}>{t('users.count', { count })}</span>
      </div>
    );
  }
  const live = chosen.reduce((sum, user) => sum + user.liveSessions, 0);
  const off = chosen.filter(({ state }) => state === 'disabled').length;
  return (
    <div className={classes.chosenBar} role="toolbar" aria-label={t('manyUsers.bar')}>
      <span className={classes.chosenCount}>
        {t('manyUsers.chosen', { count: chosen.length })}
        <Tooltip label={t('sessions.clear')}>
          <ActionIcon variant="subtle" color="gray" aria-label={t('sessions.clear')} onClick={onClear}>
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </span>
      <Button size="compact-sm" onClick={() => onAct('change')}>
        {t('manyUsers.change')}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => onAct('codes')}>
        {t('manyUsers.codes')}
      </Button>
      <ExportButton shape="words" label={t('users.exportChosen')} makeFile={makeFile} />
      <Menu position="bottom-end" shadow="md" width={240} withinPortal>
        <Menu.Target>
          <Button
            size="compact-sm"
            variant="default"
            rightSection={<IconChevronDown size={14} aria-hidden />}
          >
            {t('manyUsers.further')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item disabled={live === 0} onClick={() => onAct('end')}>
            {t('users.end')}
          </Menu.Item>
          <Menu.Item disabled={off === 0} onClick={() => onAct('enable')}>
            {t('manyUsers.enable')}
          </Menu.Item>
          <Menu.Item
            disabled={off === chosen.length}
            c="var(--mantine-color-error)"
            onClick={() => onAct('disable')}
          >
            {t('users.disable')}
          </Menu.Item>
          <Menu.Item c="var(--mantine-color-error)" onClick={() => onAct('delete')}>
            {t('users.delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
