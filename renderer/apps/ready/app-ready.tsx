import { Button, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppWithSecret } from '../add/use-new-app.ts';
import { isFrappe, listSocialLoginFields } from '../templates/social-login-key.ts';
import { Notice } from '../../ui/notice.tsx';
import { NextSteps } from './next-steps.tsx';
import classes from './ready.module.css';
import { SnippetTabs } from './snippet-tabs.tsx';
import { SocialLoginFields } from './social-login-fields.tsx';
import { DialogBody } from '../../ui/dialog-body.tsx';

interface Properties {
  readonly ready: AppWithSecret;
  /** The proxy that was chosen. */
  readonly front?: string | undefined;
  /** Goes on to try it; left out where the app's page is open anyway. */
  readonly onTry?: () => void;
  readonly onDone: () => void;
}

/** What has to be copied now, since the secret in it is never shown again, and what comes next. */
export function AppReady({ ready, front, onTry, onDone }: Properties) {
  const { t } = useTranslation();
  const { app, snippets, oidc } = ready;
  const startRef = useRef<HTMLParagraphElement>(null);
  useEffect(() => startRef.current?.focus(), []);
  const fields = oidc !== undefined && isFrappe(app.oidc) ? listSocialLoginFields(oidc) : undefined;
  // The gateway needs nothing outside of Rollcall.
  const copies = snippets.length > 0;
  return (
    <DialogBody
      foot={
        <>
          <Button variant={onTry === undefined ? 'filled' : 'default'} onClick={onDone}>
            {t(copies ? 'ready.copied' : 'ready.done')}
          </Button>
          {onTry !== undefined && (
            <Button onClick={onTry}>{t(copies ? 'ready.copiedTry' : 'ready.try')}</Button>
          )}
        </>
      }
    >
      {/* What was pressed before is gone: the reading begins here. */}
      <Text ref={startRef} tabIndex={-1} className={classes.start}>
        {t(`ready.about.${app.kind}`, { url: app.url })}
      </Text>
      {copies && <Notice tone="warn">{t('ready.once')}</Notice>}
      <NextSteps app={app} frappe={fields !== undefined} />
      {fields !== undefined && <SocialLoginFields fields={fields} />}
      <div className={classes.typed}>
        <SnippetTabs snippets={snippets} first={front} />
      </div>
    </DialogBody>
  );
}
