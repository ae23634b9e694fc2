export interface MadeCode {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly code: string;
  readonly expiresAt: string;
}

export interface MadeCodes {
  readonly codes: readonly MadeCode[];
  /** Where they are used. */
  readonly url: string;
}
