import { groupsMax } from '../../../../shared/model/group.ts';
import type { ImportFault } from '../../../../shared/model/user-import.ts';

/** What is wrong with a row of a file of users, a sentence each. */
const sentences: Readonly<Record<ImportFault['code'], (of: string) => string>> = {
  name_missing: () => 'The name is missing.',
  name_invalid: () => 'A name has 1 to 64 visible characters.',
  name_twice: (of) => `The same name is in line ${of}.`,
  display_name_long: () => 'A full name has at most 200 characters.',
  email_invalid: () => 'This is no e-mail address.',
  group_unknown: (of) => `There is no group "${of}".`,
  group_name_invalid: () => 'The name of a group has 1 to 64 visible characters.',
  groups_surplus: () => `There would be more than ${String(groupsMax)} groups.`,
  limit_invalid: () => 'A limit is a number from 0 to 100000, inherit or unlimited.',
  policy_invalid: () =>
    'A policy is ask, refuse, end-least-recent, end-oldest, end-next-to-expire or inherit.',
  reserved_seats_invalid: () => 'Reserved seats are a number from 0 to 100000.',
  cells_surplus: () =>
    'There are more cells than the first line has; a cell with a separator in it needs quotes.',
};

export function describeFault({ code, of = '' }: ImportFault): string {
  return sentences[code](of);
}
