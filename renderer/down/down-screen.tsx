import { Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAuthorityStore } from '../authority/authority-store.ts';
import { Mark } from '../ui/mark.tsx';
import { SkeletonRows } from '../ui/skeleton-rows.tsx';
import { DownButton } from './down-button.tsx';
import classes from './down-screen.module.css';
import { OtherPorts } from './other-ports.tsx';
import { useAuthorityWords } from './use-authority-words.tsx';

/** Shown when there is nothing to show yet: the authority starts, or says why it cannot. */
export function DownScreen() {
  const { t } = useTranslation();
  const shell = useAuthorityStore((state) => state.shell);
  const words = useAuthorityWords();
  if (shell === undefined || words === undefined) {
    return (
      <main className={classes.screen} aria-label={t('down.starting')}>
        <SkeletonRows />
      </main>
    );
  }
  const { ports } = shell.authority;
  return (
    <main className={classes.screen}>
      <div className={classes.frame}>
        <Mark tone={words.tone}>{words.mark}</Mark>
        <Title order={1}>{words.sentence}</Title>
        {words.fix !== undefined && (
          <Text component="div" className={classes.lines}>
            {words.fix}
          </Text>
        )}
        {words.facts}
        {ports !== undefined && <OtherPorts ports={ports} />}
        {words.act !== undefined && <DownButton act={words.act} quiet={ports !== undefined} />}
        {shell.dataDir !== '' && (
          <Text size="sm" c="dimmed" mt="lg">
            {t('down.dataDir', { dataDir: shell.dataDir })}
          </Text>
        )}
      </div>
    </main>
  );
}
