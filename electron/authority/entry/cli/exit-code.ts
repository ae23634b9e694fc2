/** Ends the program with this exit code; whatever there was to say has been said. */
export class ExitCode extends Error {
  readonly exitCode: number;

  constructor(exitCode: number) {
    super(`exit code ${String(exitCode)}`);
    this.exitCode = exitCode;
  }
}
