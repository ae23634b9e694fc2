import { useState } from 'react';
import type { ImportUndone } from '../../../shared/model/user-import.ts';
import { useCommand } from '../../authority/use-command.ts';

/** Takes an import back. */
export function useUndoImport() {
  const [undone, setUndone] = useState<ImportUndone>();
  const command = useCommand((client, id: string) => client.users.undoImport({ id }));
  const undo = async (id: string): Promise<boolean> => {
    const result = await command.run(id);
    if (result.ok) setUndone(result.answer);
    return result.ok;
  };
  return { undo, undone, working: command.working, failure: command.failure, clear: command.clear };
}
