import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMirror } from '../authority/use-mirror.ts';
import { Notice } from '../ui/notice.tsx';
import { AuthorityMade } from './authority-made.tsx';
import { getFormatLanguage } from './format-moment.ts';
import { NewAuthorityDialog } from './new-authority-dialog.tsx';

/**
 * Names and addresses in links that no certificate has: devices warn there whatever they trust, until another certificate
 * authority is made, which may vouch for them. Nothing while there are none.
 */
export function UncoveredHosts() {
  const { t, i18n } = useTranslation();
  const { uncovered } = useMirror((mirror) => mirror.status.certificate);
  const [asking, setAsking] = useState(false);
  const [made, setMade] = useState(false);
  if (uncovered.length === 0) return made ? <AuthorityMade /> : null;
  const hosts = new Intl.ListFormat(getFormatLanguage(i18n.language)).format(uncovered);
  return (
    <>
      <Notice
        tone="warn"
        title={t('uncovered.title', { hosts })}
        actions={
          <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>
            {t('certificatePanel.authority')}
          </Button>
        }
      >
        {t('uncovered.body')}
      </Notice>
      <NewAuthorityDialog opened={asking} onClose={() => setAsking(false)} onMade={() => setMade(true)} />
    </>
  );
}
