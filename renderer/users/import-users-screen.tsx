import { useTranslation } from 'react-i18next';
import { linkTo } from '../pieces/link-to.ts';
import { ChooseImportFile } from '../pieces/user-import/choose-import-file.tsx';
import { ImportPreviewPart } from '../pieces/user-import/import-preview-part.tsx';
import { ImportResult } from '../pieces/user-import/import-result.tsx';
import { useUserImport } from '../pieces/user-import/use-user-import.ts';
import { Screen } from '../ui/screen.tsx';
import { EarlierImports } from './earlier-imports.tsx';

/** Many users from a file: the file, what it would do, what it did; and the way back from earlier ones. */
export function ImportUsersScreen() {
  const { t } = useTranslation();
  const steps = useUserImport();
  const { stage } = steps;
  return (
    <Screen
      title={t('importUsers.title')}
      back={{ href: linkTo('users'), label: t('user.back') }}
      description={t(`importUsers.lead.${stage.kind}`)}
      layout={stage.kind === 'preview' ? 'fill' : 'page'}
    >
      {stage.kind === 'choose' && (
        <>
          <ChooseImportFile steps={steps} />
          <EarlierImports />
        </>
      )}
      {stage.kind === 'preview' && <ImportPreviewPart read={stage} steps={steps} />}
      {stage.kind === 'done' && <ImportResult done={stage.done} onAnother={steps.startAgain} />}
    </Screen>
  );
}
