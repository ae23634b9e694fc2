import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './sessions-screen.module.css';

interface Properties {
  readonly chosen: number;
  /** How many a filter leaves; undefined: there is none. */
  readonly matching: number | undefined;
  readonly all: number;
  readonly onClear: () => void;
  readonly onEndChosen: () => void;
  readonly onBlockChosen: () => void;
  readonly onEndMatching: () => void;
  readonly onEndEveryone: () => void;
}

/** How many sessions are meant right now, and what can be done with all of them: ticked ones, matching ones, everyone. */
export function BulkActs({ chosen, matching, all, ...on }: Properties) {
  const { t } = useTranslation();
  return (
    <div className={classes.acts}>
      <span className={classes.count}>
        {chosen > 0
          ? t('sessions.countChosen', { count: chosen })
          : matching === undefined
            ? t('sessions.countAll', { count: all })
            : t('sessions.countMatching', { count: all, matching })}
      </span>
      {chosen > 0 && (
        <>
          <Button variant="subtle" size="compact-sm" onClick={on.onClear}>
            {t('sessions.clear')}
          </Button>
          <Button variant="default" size="compact-sm" onClick={on.onBlockChosen}>
            {t('sessions.blockChosen')}
          </Button>
          <Button color="red.9" size="compact-sm" onClick={on.onEndChosen}>
            {t('sessions.endChosen', { count: chosen })}
          </Button>
        </>
      )}
      {chosen === 0 && matching !== undefined && matching > 0 && (
        <Button variant="default" size="compact-sm" onClick={on.onEndMatching}>
          {t('sessions.endMatching', { count: matching })}
        </Button>
      )}
      {chosen === 0 && matching === undefined && (
        <Button variant="default" size="compact-sm" onClick={on.onEndEveryone}>
          {t('sessions.endEveryone')}
        </Button>
      )}
    </div>
  );
}
