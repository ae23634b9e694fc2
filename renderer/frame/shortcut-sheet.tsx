import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import {
  shortcutGroups,
  shortcuts,
  type ShortcutGroup,
  type ShortcutId,
} from '../../shared/contract/shortcuts.ts';
import { DialogBody } from '../ui/dialog-body.tsx';
import classes from './shortcut-sheet.module.css';
import { useKeyWords } from './use-key-words.ts';

/** Every key that means something, from the one table of them. */
export function ShortcutSheet({
  opened,
  onClose,
}: {
  readonly opened: boolean;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="52rem"
      title={t('shortcuts.title')}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      <DialogBody>
        <div className={classes.groups}>
          {shortcutGroups.map((group) => (
            <KeyGroup key={group} group={group} />
          ))}
        </div>
      </DialogBody>
    </Modal>
  );
}

function KeyGroup({ group }: { readonly group: ShortcutGroup }) {
  const { t } = useTranslation();
  const writeKeys = useKeyWords();
  return (
    <section className={classes.group}>
      <h3>{t(`shortcuts.groups.${group}`)}</h3>
      <dl className={classes.list}>
        {shortcuts
          .filter((one) => one.group === group)
          .map(({ id, keys }) => (
            <div key={id} className={classes.line}>
              <dt>{nameOf(id)}</dt>
              <dd>
                {keys.map((accelerator) => (
                  <kbd key={accelerator} className={classes.keys}>
                    {writeKeys(accelerator)}
                  </kbd>
                ))}
              </dd>
            </div>
          ))}
      </dl>
    </section>
  );

  function nameOf(id: ShortcutId): string {
    switch (id) {
      case 'overview':
      case 'sessions':
      case 'users':
      case 'limits':
      case 'apps':
      case 'reports':
      case 'network':
      case 'audit':
      case 'backup':
      case 'settings':
        return t(`nav.${id}`);
      case 'addUser':
        return t('box.acts.addUser');
      case 'commandBox':
        return t('box.title');
      case 'print':
        return t('ui.table.print');
      case 'shortcuts':
        return t('shortcuts.title');
      default:
        return t(`shortcuts.items.${id}`);
    }
  }
}
