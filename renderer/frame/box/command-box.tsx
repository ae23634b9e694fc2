import { Modal, VisuallyHidden } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useId, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeyWords } from '../use-key-words.ts';
import type { BoxEntry } from './box-entry.ts';
import classes from './command-box.module.css';
import { ResultList } from './result-list.tsx';
import { useFound } from './use-found.ts';

interface Properties {
  readonly onChoose: (entry: BoxEntry) => void;
  readonly onClose: () => void;
}

/** The next letter may come before a dialog would give it the keyboard. */
const focusAtOnce = (input: HTMLInputElement | null): void => input?.focus();

/** How far Page Up and Page Down go. */
const pageOptions = 6;

/** Finds everything by its name: a combobox over a list in groups, as WAI-ARIA's practices have it. */
export function CommandBox({ onChoose, onClose }: Properties) {
  const { t } = useTranslation();
  const writeKeys = useKeyWords();
  const listId = useId();
  const [search, setSearch] = useState('');
  const [activeId, setActiveId] = useState<string>();
  const { groups, looking } = useFound(search);
  const options = groups.flatMap(({ name, entries }) =>
    entries.map((entry) => ({ entry, optionId: `${listId} ${name} ${entry.id}`.replaceAll(' ', '-') })),
  );
  const at = Math.max(
    0,
    options.findIndex(({ optionId }) => optionId === activeId),
  );
  const active = options[at];
  const count = groups.reduce((sum, group) => sum + group.count, 0);
  const isNothing = search.trim() !== '' && options.length === 0 && !looking;

  const go = (target: number): void => {
    const last = options.length - 1;
    const wrapped = target < 0 ? last : target > last ? 0 : target;
    setActiveId(options[wrapped]?.optionId);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const last = options.length - 1;
    if (event.key === 'ArrowDown') go(at + 1);
    else if (event.key === 'ArrowUp') go(at - 1);
    else if (event.key === 'PageDown') go(Math.min(last, at + pageOptions));
    else if (event.key === 'PageUp') go(Math.max(0, at - pageOptions));
    else if (event.key === 'Enter' && active !== undefined) onChoose(active.entry);
    // The same keys close it again.
    else if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)) onClose();
    else return;
    event.preventDefault();
  };
  return (
    <Modal.Root
      opened
      onClose={onClose}
      size="42rem"
      yOffset="10vh"
      centered={false}
      padding={0}
      returnFocus={false}
      transitionProps={{ duration: 0 }}
    >
      <Modal.Overlay backgroundOpacity={0.4} />
      <Modal.Content aria-label={t('box.title')} aria-labelledby={undefined}>
        <Modal.Body className={classes.box}>
          <div className={classes.field}>
            <IconSearch size={20} aria-hidden className={classes.icon} />
            <input
              className={classes.input}
              role="combobox"
              aria-expanded={options.length > 0}
              aria-controls={listId}
              aria-autocomplete="list"
              aria-activedescendant={active?.optionId}
              aria-label={t('box.title')}
              placeholder={t('box.placeholder')}
              autoComplete="off"
              spellCheck={false}
              ref={focusAtOnce}
              data-autofocus
              value={search}
              onChange={(event) => {
                setSearch(event.currentTarget.value);
                setActiveId(undefined);
              }}
              onKeyDown={onKeyDown}
            />
          </div>
          <ResultList
            id={listId}
            groups={groups}
            activeOptionId={active?.optionId}
            optionIdOf={(entry, name) => `${listId} ${name} ${entry.id}`.replaceAll(' ', '-')}
            onPoint={setActiveId}
            onChoose={onChoose}
          />
          {isNothing && (
            <div className={classes.nothing}>
              <p className={classes.nothingTitle}>{t('box.nothing', { search: search.trim() })}</p>
              <p>{t('box.canFind')}</p>
            </div>
          )}
          <div className={classes.hints} aria-hidden>
            <span>{t('box.hints.choose', { keys: `${writeKeys('Up')} ${writeKeys('Down')}` })}</span>
            <span>{t('box.hints.go', { key: writeKeys('Enter') })}</span>
            <span>{t('box.hints.close', { key: writeKeys('Esc') })}</span>
          </div>
          <VisuallyHidden component="output">
            {search.trim() !== '' &&
              !looking &&
              (isNothing ? t('box.nothing', { search: search.trim() }) : t('box.found', { count }))}
          </VisuallyHidden>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
