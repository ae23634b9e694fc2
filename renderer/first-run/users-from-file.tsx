import { ChooseImportFile } from '../pieces/user-import/choose-import-file.tsx';
import { ImportPreviewPart } from '../pieces/user-import/import-preview-part.tsx';
import { ImportResult } from '../pieces/user-import/import-result.tsx';
import { useUserImport } from '../pieces/user-import/use-user-import.ts';
import classes from './first-run-screen.module.css';

/** The import of the screen of users, inside the first run. */
export function UsersFromFile() {
  const steps = useUserImport();
  const { stage } = steps;
  switch (stage.kind) {
    case 'choose':
      return <ChooseImportFile steps={steps} />;
    case 'preview':
      return (
        <div className={classes.tall}>
          <ImportPreviewPart read={stage} steps={steps} />
        </div>
      );
    case 'done':
      return <ImportResult done={stage.done} onAnother={steps.startAgain} withUsersLink={false} />;
  }
}
