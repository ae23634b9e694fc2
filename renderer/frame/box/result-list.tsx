// HTML has no list of options in groups that a field above it drives; the roles are those of WAI-ARIA's combobox.
// oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { BoxEntry, BoxGroup, BoxGroupName } from './box-entry.ts';
import classes from './command-box.module.css';

interface Properties {
  readonly id: string;
  readonly groups: readonly BoxGroup[];
  readonly activeOptionId: string | undefined;
  readonly optionIdOf: (entry: BoxEntry, group: BoxGroupName) => string;
  readonly onPoint: (optionId: string) => void;
  readonly onChoose: (entry: BoxEntry) => void;
}

/** What was found, group by group; the keyboard stays in the field above, which says which one is meant. */
export function ResultList({ id, groups, activeOptionId, optionIdOf, onPoint, onChoose }: Properties) {
  const { t } = useTranslation();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [activeOptionId]);
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={t('box.results')}
      className={classes.list}
      // Otherwise a scrolling list takes the keyboard from the field.
      tabIndex={-1}
      hidden={groups.length === 0}
    >
      {groups.map(({ name, entries, count }) => (
        <div key={name} role="group" aria-labelledby={`${id}-${name}`}>
          <div id={`${id}-${name}`} className={classes.group}>
            <span>{t(`box.groups.${name}`)}</span>
            {count > entries.length && (
              <span className={classes.more}>{t('box.more', { shown: entries.length, count })}</span>
            )}
          </div>
          {entries.map((entry) => {
            const optionId = optionIdOf(entry, name);
            const { icon: Shape, title, detail, keys } = entry;
            return (
              <div
                key={entry.id}
                id={optionId}
                role="option"
                aria-selected={optionId === activeOptionId}
                className={classes.option}
                // The keyboard stays in the field.
                onMouseDown={(event) => event.preventDefault()}
                onMouseMove={() => optionId !== activeOptionId && onPoint(optionId)}
                onClick={() => onChoose(entry)}
              >
                <Shape size={18} stroke={1.75} aria-hidden className={classes.icon} />
                <span className={classes.title}>{title}</span>
                {detail !== undefined && detail !== '' && <bdi className={classes.detail}>{detail}</bdi>}
                {keys !== undefined && (
                  <span className={classes.keys}>
                    <kbd>{keys}</kbd>
                  </span>
                )}
              </div>
            );
          })}
        </div>
      ))}
    </div>
  );
}
