import { afterEach, expect, it } from 'vitest';
import { getAuthorityNow, useAuthorityStore } from '../../renderer/authority/authority-store.ts';

afterEach(() => useAuthorityStore.setState({ lostAt: undefined }));

it('the time that the console shows stands still while the connection is lost', () => {
  const { clockOffsetMs } = useAuthorityStore.getState();
  expect(getAuthorityNow()).toBeGreaterThanOrEqual(clockOffsetMs);
  const lostAt = clockOffsetMs - 5000;
  useAuthorityStore.setState({ lostAt });
  expect(getAuthorityNow()).toBe(lostAt);
  useAuthorityStore.setState({ lostAt: undefined });
  expect(getAuthorityNow()).toBeGreaterThan(lostAt);
});
