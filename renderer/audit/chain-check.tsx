import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../authority/use-command.ts';
import { useMirror } from '../authority/use-mirror.ts';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { Moment } from '../pieces/moment.tsx';
import { Notice } from '../ui/notice.tsx';

interface Walk {
  readonly entries: number;
  readonly brokenAt?: number | undefined;
}

/** Each entry seals the one before: says when that was last found whole, and walks the chain on request. */
export function ChainCheck() {
  const { t } = useTranslation();
  const verifiedAt = useMirror((mirror) => mirror.status.auditVerifiedAt);
  const [walk, setWalk] = useState<Walk>();
  const verify = useCommand((client) => client.audit.verify());
  const brokenAt = walk?.brokenAt;
  const tone = brokenAt !== undefined ? 'bad' : verifiedAt === undefined ? 'info' : 'ok';
  return (
    <>
      <Notice
        tone={tone}
        urgent={brokenAt !== undefined}
        title={
          brokenAt !== undefined ? (
            t('chain.broken', { seq: brokenAt })
          ) : verifiedAt === undefined ? (
            t('chain.never')
          ) : (
            <>
              {t('chain.verified')} <Moment iso={verifiedAt} />
            </>
          )
        }
        actions={
          <Button
            size="compact-sm"
            data-place="check-chain"
            variant="default"
            loading={verify.working}
            onClick={() => {
              void verify.run().then((result) => {
                if (result.ok) setWalk(result.answer);
              });
            }}
          >
            {t('chain.act')}
          </Button>
        }
      >
        {brokenAt !== undefined
          ? t('chain.brokenBody')
          : walk !== undefined && t('chain.whole', { count: walk.entries })}
      </Notice>
      <FailureNotice failure={verify.failure} />
    </>
  );
}
