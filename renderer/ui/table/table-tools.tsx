import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconCircleFilled, IconPlayerPauseFilled, IconPrinter, IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ExportButton } from '../export-button.tsx';
import type { FileToSave } from '../save-file.ts';
import { Mark } from '../mark.tsx';
import { useStale } from '../stale.ts';
import classes from './table.module.css';

export interface BehindRows {
  /** So many are known of; there are more. */
  readonly count: number;
  readonly onShow: () => void;
}

interface Properties {
  /** What of the list's own stands before them, such as its filter. */
  readonly children: ReactNode;
  /** What is around the table has the frame, and no inner edge. */
  readonly bare: boolean;
  readonly paused: boolean;
  /** Undefined: there is nothing to pause. */
  readonly onPause: ((paused: boolean) => void) | undefined;
  readonly changes: number;
  readonly onApply: () => void;
  readonly behind: BehindRows | undefined;
  readonly columnMenu: ReactNode;
  readonly makeFile: () => FileToSave;
  readonly exportAct?: ReactNode;
  readonly onPrint: () => void;
}

/** What every list can do: wait, choose columns, export and print what is shown. */
export function TableTools({
  children,
  bare,
  paused,
  onPause,
  changes,
  onApply,
  behind,
  columnMenu,
  ...acts
}: Properties) {
  const { t } = useTranslation();
  const stale = useStale();
  return (
    <div className={classes.bar} data-bare={bare || undefined}>
      <div className={classes.own}>{children}</div>
      <div className={classes.tools}>
        {(changes > 0 || behind !== undefined) && (
          <Button
            variant="default"
            className={classes.apply}
            leftSection={<IconRefresh size={16} aria-hidden />}
            onClick={behind?.onShow ?? onApply}
          >
            {behind === undefined
              ? t('ui.table.apply', { count: changes })
              : t('ui.table.behind', { count: behind.count })}
          </Button>
        )}
        {stale === undefined && onPause !== undefined && (
          <Tooltip label={t(paused ? 'ui.table.pausedHint' : 'ui.table.liveHint')} multiline maw="18rem">
            <Button
              variant="default"
              aria-pressed={paused}
              data-paused={paused || undefined}
              className={classes.live}
              leftSection={
                paused ? (
                  <IconPlayerPauseFilled size={14} aria-hidden />
                ) : (
                  <IconCircleFilled size={10} aria-hidden className={classes.beat} />
                )
              }
              onClick={() => onPause(!paused)}
            >
              {t(paused ? 'ui.table.paused' : 'ui.table.live')}
            </Button>
          </Tooltip>
        )}
        {stale !== undefined && (
          <span className={classes.stale}>
            <Mark tone="warn">{stale}</Mark>
          </span>
        )}
        {columnMenu}
        {acts.exportAct ?? (
          <ExportButton shape="icon" label={t('ui.table.export')} makeFile={acts.makeFile} />
        )}
        <Tooltip label={t('ui.table.print')}>
          <ActionIcon variant="default" size="lg" aria-label={t('ui.table.print')} onClick={acts.onPrint}>
            <IconPrinter size={18} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      </div>
    </div>
  );
}
