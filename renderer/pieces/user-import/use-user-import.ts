import { useCallback, useState } from 'react';
import type { Surplus } from '../../../shared/model/limit.ts';
import {
  importFileBytesMax,
  type ImportDone,
  type ImportPreview,
  type MissingGroups,
} from '../../../shared/model/user-import.ts';
import { useCommand } from '../../authority/use-command.ts';
import { useKeptState } from '../../ui/use-kept-state.ts';
import { useUnsaved } from '../use-draft.ts';
import { readBase64 } from './read-base64.ts';

/** A file that was read, and what it would do. */
export interface ReadFile {
  /** Undefined: it was pasted. */
  readonly name: string | undefined;
  readonly file: string;
  /** What was chosen for rows whose groups do not exist yet. */
  readonly missingGroups: MissingGroups;
  readonly preview: ImportPreview;
}

export type ImportStage =
  | { readonly kind: 'choose' }
  | ({ readonly kind: 'preview' } & ReadFile)
  | { readonly kind: 'done'; readonly done: ImportDone };

/** Survives going to another screen; the result, with what is shown only once, does not. */
const noFile: Exclude<ImportStage, { kind: 'done' }> = { kind: 'choose' };

/** An import from the choice of the file to its result. Nothing is changed before `take`. */
export function useUserImport() {
  const [chosen, setChosen] = useKeptState('user import', noFile);
  const [done, setDone] = useState<ImportDone>();
  const stage: ImportStage = done === undefined ? chosen : { kind: 'done', done };
  useUnsaved('users/import', stage.kind === 'preview');
  const [fileFault, setFileFault] = useState<'too_large' | 'not_readable'>();
  const preview = useCommand((client, file: string, missingGroups: MissingGroups) =>
    client.users.previewImport({ file, missingGroups }),
  );
  const take = useCommand(
    (client, { file, missingGroups }: Pick<ReadFile, 'file' | 'missingGroups'>, surplus: Surplus) =>
      client.users.import({ file, missingGroups, surplus }),
  );
  const { run: runPreview } = preview;

  const read = useCallback(
    async (blob: Blob, name?: string): Promise<void> => {
      setFileFault(undefined);
      if (blob.size > importFileBytesMax) return setFileFault('too_large');
      const file = await readBase64(blob).catch(() => undefined);
      if (file === undefined) return setFileFault('not_readable');
      const missingGroups = 'skip';
      const result = await runPreview(file, missingGroups);
      if (result.ok) setChosen({ kind: 'preview', name, file, missingGroups, preview: result.answer });
    },
    [runPreview, setChosen],
  );
  const chooseGroups = async ({ name, file }: ReadFile, missingGroups: MissingGroups): Promise<void> => {
    const result = await runPreview(file, missingGroups);
    if (result.ok) setChosen({ kind: 'preview', name, file, missingGroups, preview: result.answer });
  };
  return {
    stage,
    fileFault,
    reading: preview.working,
    readFailure: preview.failure,
    read,
    chooseGroups,
    taking: take.working,
    takeFailure: take.failure,
    take: async (file: ReadFile, surplus: Surplus): Promise<void> => {
      const result = await take.run(file, surplus);
      if (!result.ok) return;
      setDone(result.answer);
      setChosen(noFile);
    },
    startAgain: (): void => {
      setFileFault(undefined);
      preview.clear();
      take.clear();
      setDone(undefined);
      setChosen(noFile);
    },
  };
}
export type UserImport = ReturnType<typeof useUserImport>;
