/** Where backups come from and go to. */
export interface BackupPlace {
  /** The data directory: what is unpacked is closed to others as everything there. */
  readonly dataDir: string;
  readonly keysDir: string;
  /** Name of this computer. */
  readonly host: string;
  /** Does this while nobody changes keys that belong together; left out: nobody does. */
  readonly whileKeysRest?: <T>(work: () => Promise<T>) => Promise<T>;
}

/** Which file, and what opens it. */
export interface BackupFile {
  /** On the computer of the authority, absolute. */
  readonly path: string;
  /** Absent or empty: not encrypted. */
  readonly passphrase?: string | undefined;
}

/** The first words of every backup. */
export const backupMark = 'Rollcall backup';
export const backupForm = 1;

export function passphraseOf({ passphrase }: BackupFile): string | undefined {
  return passphrase === '' ? undefined : passphrase;
}

/**
 * In the folder of keys: the passphrase of scheduled backups. In no backup itself, since whoever has an open one would
 * have what opens the others, and perhaps more.
 */
export const backupPassphraseFile = 'backup.passphrase';
