import { Button, Modal } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { DialogBody } from '../ui/dialog-body.tsx';
import { Poster } from './poster.tsx';
import classes from './poster.module.css';

interface Properties {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** The sheet as it will be printed; light whatever the theme, since paper is. */
export function PosterDialog({ opened, onClose }: Properties) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('poster.dialog')}
      fullScreen
      closeButtonProps={{ 'aria-label': t('ui.close') }}
      classNames={{
        header: classes.hideOnPaper ?? '',
        overlay: classes.hideOnPaper ?? '',
        content: classes.content ?? '',
        body: classes.body ?? '',
        inner: classes.inner ?? '',
      }}
    >
      <DialogBody
        foot={
          <>
            <Button variant="default" onClick={onClose} data-autofocus>
              {t('ui.close')}
            </Button>
            <Button leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => window.print()}>
              {t('poster.print')}
            </Button>
          </>
        }
      >
        <Poster />
      </DialogBody>
    </Modal>
  );
}
