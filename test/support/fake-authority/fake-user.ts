import type { OwnLimit, OwnPolicy } from '../../../shared/model/limit.ts';

export interface FakeUser {
  readonly id: string;
  name: string;
  displayName: string;
  email: string;
  admin: boolean;
  disabled: boolean;
  hasPassword: boolean;
  /** Ids. */
  groups: string[];
  limit: OwnLimit;
  appLimit: OwnLimit;
  policy: OwnPolicy;
  reservedSeats: number;
  secondFactor: boolean;
  /** Devices pushed each other out: until then the policy is `ask`. */
  askUntil?: string;
  createdAt: string;
  lastSignInAt?: string;
}

export function makeFakeUser(fields: Partial<FakeUser> & Pick<FakeUser, 'id' | 'name'>): FakeUser {
  return {
    displayName: '',
    email: '',
    admin: false,
    disabled: false,
    hasPassword: true,
    groups: [],
    limit: 'inherit',
    appLimit: 'inherit',
    policy: 'inherit',
    reservedSeats: 0,
    secondFactor: false,
    createdAt: new Date().toISOString(),
    ...fields,
  };
}
