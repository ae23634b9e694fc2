import { UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './find-button.module.css';
import { openInFrame } from './frame-store.ts';
import { useKeyWords } from './use-key-words.ts';

/** The door to the command box for whoever does not know its key; looks like the field it opens. */
export function FindButton() {
  const { t } = useTranslation();
  const writeKeys = useKeyWords();
  return (
    <UnstyledButton
      className={classes.button}
      aria-haspopup="dialog"
      aria-keyshortcuts="Control+K"
      title={t('box.open')}
      onClick={() => openInFrame('commandBox')}
    >
      <IconSearch size={16} aria-hidden />
      <span className={classes.words}>{t('box.open')}</span>
      <kbd className={classes.keys} aria-hidden>
        {writeKeys('CmdOrCtrl+K')}
      </kbd>
    </UnstyledButton>
  );
}
