import type { Status } from '../../shared/model/status.ts';

export const setupSteps = ['admin', 'addresses', 'certificate', 'user', 'device'] as const;
export type SetupStep = (typeof setupSteps)[number];

/**
 * Where to go on: the first step that the authority does not know as done. What needs no deed is shown on the way,
 * and again to whoever runs a finished set-up once more.
 */
export function findFirstStep(setup: Status['setup']): SetupStep {
  if (!setup.adminExists) return 'admin';
  if (setup.finished) return 'addresses';
  return setup.firstUser ? 'device' : 'addresses';
}

/** Steps that are done, as far as the authority can know; those without a deed are done when they lie behind. */
export function isStepDone(step: SetupStep, current: SetupStep, setup: Status['setup']): boolean {
  switch (step) {
    case 'admin':
      return setup.adminExists;
    case 'addresses':
    case 'certificate':
      return setupSteps.indexOf(step) < setupSteps.indexOf(current);
    case 'user':
      return setup.firstUser;
    case 'device':
      return setup.firstSession;
  }
}
