import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { linkTo } from '../../pieces/link-to.ts';
import { AppReady } from '../ready/app-ready.tsx';
import type { AppTemplate } from '../templates/app-template.ts';
import { AddAppForm } from './add-app-form.tsx';
import { TemplateList } from './template-list.tsx';
import type { AppWithSecret } from './use-new-app.ts';
import { Dialog } from '../../ui/dialog.tsx';

type Step =
  | { readonly at: 'templates' }
  | { readonly at: 'form'; readonly template: AppTemplate }
  | { readonly at: 'ready'; readonly added: AppWithSecret; readonly front: string };

interface Properties {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Which app, what is not known of it, and then what to copy. */
export function AddAppDialog({ opened, onClose }: Properties) {
  const { t } = useTranslation();
  const [step, setStep] = useState<Step>({ at: 'templates' });
  const isReady = step.at === 'ready';
  const close = (): void => {
    onClose();
    setStep({ at: 'templates' });
  };
  const title =
    step.at === 'templates'
      ? t('addApp.title')
      : step.at === 'form'
        ? t(`templates.${step.template.id}.title`)
        : t(step.added.snippets.length > 0 ? 'ready.title' : 'ready.addedTitle', {
            name: step.added.app.name,
          });
  return (
    <Dialog
      opened={opened}
      onClose={close}
      // What is shown only once does not go away by a slip.
      closeOnClickOutside={!isReady}
      closeOnEscape={!isReady}
      withCloseButton={!isReady}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
      title={title}
      size={step.at === 'form' ? '42rem' : '54rem'}
    >
      {step.at === 'templates' && <TemplateList onChoose={(template) => setStep({ at: 'form', template })} />}
      {step.at === 'form' && (
        <AddAppForm
          template={step.template}
          onAdded={(added, front) => setStep({ at: 'ready', added, front })}
          onBack={() => setStep({ at: 'templates' })}
        />
      )}
      {step.at === 'ready' && (
        <AppReady
          ready={step.added}
          front={step.front}
          onDone={close}
          onTry={() => {
            window.location.hash = linkTo('apps', step.added.app.id);
            close();
          }}
        />
      )}
    </Dialog>
  );
}
