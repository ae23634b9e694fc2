import type { Alarm, Status } from '../../shared/model/status.ts';

export const setupSteps = [
  'start',
  'admin',
  'running',
  'addresses',
  'certificate',
  'user',
  'device',
] as const;
export type SetupStep = (typeof setupSteps)[number];

/** In the storage of this window: where it was left. */
const storedAs = 'rollcall-first-run-step';

/**
 * Where to go on: where it was left, else the first step that the authority does not know as done. Before there is an
 * admin nothing but the first two steps is possible; whoever runs a finished set-up once more begins with what is worth a look.
 */
export function findFirstStep(setup: Status['setup']): SetupStep {
  const left = setupSteps.find((step) => step === localStorage.getItem(storedAs));
  if (!setup.adminExists) return left === 'admin' ? 'admin' : 'start';
  if (left !== undefined && left !== 'start' && left !== 'admin') return left;
  return !setup.finished && setup.firstUser ? 'device' : 'running';
}

/** Outlasts the window; undefined when the set-up is over. */
export function rememberStep(step: SetupStep | undefined): void {
  if (step === undefined) localStorage.removeItem(storedAs);
  else localStorage.setItem(storedAs, step);
}

/** What is wrong with a step that was done once. */
const troubles: Partial<Record<SetupStep, readonly Alarm['code'][]>> = {
  addresses: ['not_listening'],
  certificate: ['certificate_expires', 'certificate_unusable'],
};

/**
 * Steps that are done, as far as the authority can know; those without a deed are done when they lie behind, or the set-up
 * does, and nothing is wrong with them now. One that is found to run as a service has its answer.
 */
export function isStepDone(
  step: SetupStep,
  current: SetupStep,
  { setup, alarms }: Pick<Status, 'setup' | 'alarms'>,
  runsAsService: boolean,
): boolean {
  if (alarms.some(({ code }) => troubles[step]?.includes(code))) return false;
  switch (step) {
    case 'start':
    case 'admin':
      return setup.adminExists;
    case 'running':
    case 'addresses':
    case 'certificate':
      return (
        setup.finished ||
        (step === 'running' && runsAsService) ||
        setupSteps.indexOf(step) < setupSteps.indexOf(current)
      );
    case 'user':
      return setup.firstUser;
    case 'device':
      return setup.firstSession;
  }
}
