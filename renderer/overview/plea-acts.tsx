import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PleaReason, PleaView } from '../../shared/model/plea.ts';
import { useCommand } from '../authority/use-command.ts';
import { FailureNotice } from '../pieces/failure-notice.tsx';
import { linkTo } from '../pieces/link-to.ts';

/** Helped with in the rules for everybody; the other reasons, on the page of the person. */
const ofRules: ReadonlySet<PleaReason> = new Set<PleaReason>(['seats_full', 'outside_hours']);

/** Users with a button; the sentence names the rest. */
const namedMax = 3;

/** For those who ask to be let in: where they can be helped, and the answer that they were seen. */
export function PleaActs({ people }: { readonly people: readonly PleaView[] }) {
  const { t } = useTranslation();
  const { run, working, failure } = useCommand((client, pleas: readonly PleaView[]) =>
    // Those that are shown: whoever asked meanwhile was not seen.
    client.signIns.dismissPleas({ pleas: pleas.map(({ userId, at }) => ({ userId, at })) }),
  );
  return (
    <>
      {people.some(({ why }) => ofRules.has(why)) && (
        <Button component="a" href={linkTo('limits')} size="compact-sm" variant="default">
          {t('attention.acts.seats_nearly_full')}
        </Button>
      )}
      {people.slice(0, namedMax).map(({ userId, name }) => (
        <Button key={userId} component="a" href={linkTo('users', userId)} size="compact-sm" variant="default">
          {t('attention.openUser', { name })}
        </Button>
      ))}
      <Button size="compact-sm" variant="default" loading={working} onClick={() => void run(people)}>
        {t('attention.dismiss')}
      </Button>
      <FailureNotice failure={failure} />
    </>
  );
}
