import type { Change, Snapshot } from '../../../../shared/contract/change-stream.ts';
import type { OidcFacts, Snippet } from '../../../../shared/model/app.ts';
import type { Refusal } from '../../../../shared/errors.ts';
import type { BackupFile, BackupSchedule } from '../../../../shared/model/backup.ts';
import type { BrowserConsoleView } from '../../../../shared/model/console-session.ts';
import type { PortalSettings } from '../../../../shared/model/settings.ts';
import type { AddressView, Status, ToMend } from '../../../../shared/model/status.ts';
import type { ChangeFeed } from '../../base/changes/change-feed.ts';
import type { Logger } from '../../base/log/open-log.ts';
import type { PortHolder } from '../../base/net/port-holder.ts';
import type { Leaf } from '../../base/tls/loaded-authority.ts';
import type { BackupPlace } from '../../operations/backup-file.ts';
import type { ApplyGateway } from '../../operations/change-apps.ts';
import type { ImportedCertificates } from '../../operations/change-certificate.ts';
import type { ApplyNetwork } from '../../operations/change-settings.ts';
import type { Dependencies } from '../../operations/dependencies.ts';
import type { ReplaceAuthority } from '../../operations/make-authority.ts';
import type { TellApp } from '../../operations/tell-apps.ts';
import type { App } from '../../records/apps/apps.ts';

/** Of the upkeep, what is asked for. */
export interface UpkeepCalls {
  addresses(): Promise<AddressView[]>;
  toMend(): ToMend;
  listBackups(): Promise<{ backups: BackupFile[]; schedule: BackupSchedule; lastPath?: string }>;
  /** This file was found whole just now. */
  noteVerified(filePath: string): Promise<void>;
  setBackupPassphrase(
    passphrase: string | null,
  ): Promise<{ ok: true } | Refusal<'store_unavailable' | 'passphrase_too_short' | 'passphrase_too_common'>>;
}

/** What the control calls need besides what operations work on. */
export interface ControlDependencies {
  readonly deps: Dependencies;
  readonly feed: ChangeFeed<Snapshot, Change>;
  readonly log: Logger;
  status(): Status;
  readonly statusChanged: () => void;
  readonly upkeep: UpkeepCalls;
  readonly certificates: ImportedCertificates & {
    /** A new one of Rollcall's own authority, in force. */
    readonly issue: () => Promise<Leaf | Refusal>;
    readonly replaceAuthority: ReplaceAuthority;
    /** Looks anew which certificate is to be shown. */
    readonly show: () => Promise<void>;
  };
  /** The sign-in page as documents. */
  previewPortal(portal: PortalSettings): { light: string; dark: string };
  checkPort(
    port: number,
  ): Promise<{ state: 'free' | 'ours' | 'busy' | 'forbidden'; holder?: PortHolder | undefined }>;
  /** Listens anew under changed network settings, before they are recorded; refused: everything stays as it was. */
  readonly applyNetwork: ApplyNetwork;
  /** Where the console is open for browsers. */
  showConsoleDoor(): Omit<BrowserConsoleView, 'sessions'>;
  readonly backupPlace: BackupPlace;
  /** What is in memory no longer holds: the authority closes and opens anew, after the answer has gone out. */
  restart(): void;
  /** Listens for the gateway apps as they are to be. */
  readonly applyGateway: ApplyGateway;
  /** Tells an app now of all ended sessions it has not confirmed. */
  readonly tellApp: TellApp;
  /** Finished configuration of an app for this install, one for each way it can be set up. */
  renderConfiguration(app: App, secret: string): { readonly snippets: Snippet[]; readonly oidc?: OidcFacts };
}
