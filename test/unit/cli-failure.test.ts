import { ORPCError } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import type { ControlClient } from '../../electron/authority/endpoints/control/control-server.ts';
import { CliRefusal } from '../../electron/authority/entry/cli/cli-refusal.ts';
import { describeFailure } from '../../electron/authority/entry/cli/describe-failure.ts';
import { getUsersByName } from '../../electron/authority/entry/cli/find-by-name.ts';
import { errorCatalogue } from '../../shared/errors.ts';

describe('what a command says when it failed', () => {
  it('is the code and the sentence of the refusal, with its facts', () => {
    const { exitCode, text } = describeFailure(new CliRefusal('user_not_found', { name: 'ann' }));
    expect(exitCode).toBe(1);
    expect(text).toContain(`user_not_found: ${errorCatalogue.user_not_found.sentence}`);
    expect(text).toContain('ann');
  });

  it('is a sentence of Rollcall as well when the answer did not come: 3, as nobody was reached', () => {
    const failure = describeFailure(
      new ORPCError('TIMEOUT', { status: 408, message: 'Request Timeout', data: { headers: {} } }),
    );
    expect(failure.exitCode).toBe(3);
    expect(failure.text).toContain(`authority_unreachable: ${errorCatalogue.authority_unreachable.sentence}`);
    expect(failure.text).toContain('Request Timeout');
    expect(failure.document).toEqual({
      code: 'authority_unreachable',
      message: errorCatalogue.authority_unreachable.sentence,
      data: { problem: 'Request Timeout' },
    });
  });
});

describe('users by the names that were typed', () => {
  const known = ['ann', 'Böb', 'cid'].map((name) => ({ id: `id-${name}`, name }));
  const open = () => {
    let lists = 0;
    const client = {
      users: {
        list: async () => {
          lists += 1;
          return known;
        },
      },
    } as unknown as ControlClient;
    return { client, lists: () => lists };
  };

  it('come in the order of the names, from one list however many they are', async () => {
    const { client, lists } = open();
    const users = await getUsersByName(client, ['CID', 'böb', 'ann', 'cid']);
    expect(users.map(({ id }) => id)).toEqual(['id-cid', 'id-Böb', 'id-ann', 'id-cid']);
    expect(lists()).toBe(1);
  });

  it('are all refused when one is nobody, by that name', async () => {
    await expect(getUsersByName(open().client, ['ann', 'dora'])).rejects.toMatchObject({
      code: 'user_not_found',
      data: { name: 'dora' },
    });
  });
});
