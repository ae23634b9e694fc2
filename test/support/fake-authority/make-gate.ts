/** Something to wait at until it is opened. */
export interface Gate {
  readonly wait: Promise<void>;
  readonly release: () => void;
}

export function makeGate(): Gate {
  let release = (): void => undefined;
  const wait = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { wait, release };
}
