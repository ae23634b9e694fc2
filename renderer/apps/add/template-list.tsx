import { IconChevronRight } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppTemplate } from '../templates/app-template.ts';
import { appTemplates } from '../templates/app-templates.ts';
import { DialogBody } from '../../ui/dialog-body.tsx';
import classes from './add-app.module.css';

/** The ways to add an app, to choose one. */
export function TemplateList({ onChoose }: { readonly onChoose: (template: AppTemplate) => void }) {
  const { t } = useTranslation();
  const listRef = useRef<HTMLUListElement>(null);
  useEffect(() => listRef.current?.querySelector('button')?.focus(), []);
  return (
    <DialogBody>
      <ul ref={listRef} className={classes.templates} aria-label={t('addApp.templates')}>
        {appTemplates.map((template) => (
          <li key={template.id}>
            <button type="button" className={classes.template} onClick={() => onChoose(template)}>
              <template.icon size={24} stroke={1.5} aria-hidden className={classes.shape} />
              <span className={classes.words}>
                <span className={classes.title}>{t(`templates.${template.id}.title`)}</span>
                <span className={classes.about}>{t(`templates.${template.id}.about`)}</span>
              </span>
              <IconChevronRight size={18} aria-hidden className={classes.on} />
            </button>
          </li>
        ))}
      </ul>
    </DialogBody>
  );
}
