import { describe, expect, it } from 'vitest';
import {
  createOpenExchanges,
  exchangesPerSession,
  socketsPerSession,
  type Exchange,
} from '../../electron/authority/endpoints/gateway/open-exchanges.ts';
import type { Dependencies } from '../../electron/authority/operations/dependencies.ts';

const deps = { clock: { now: () => 0 } } as Dependencies;
const exchangeOf = (appId: string, address: string, kind: Exchange['kind'] = 'request'): Exchange => ({
  kind,
  app: { id: appId } as Exchange['app'],
  signedIn: undefined,
  ofCheck: false,
  address,
  cut: () => undefined,
});

describe('exchanges without a session', () => {
  it('are limited for each app and address', () => {
    const exchanges = createOpenExchanges(() => deps);
    const open = Array.from({ length: exchangesPerSession }, () =>
      exchanges.open(exchangeOf('erp', '10.0.0.1')),
    );
    expect(open).not.toContain(undefined);
    expect(exchanges.open(exchangeOf('erp', '10.0.0.1'))).toBe(undefined);
    expect(exchanges.open(exchangeOf('erp', '10.0.0.2'))).toBeTypeOf('function');
    expect(exchanges.open(exchangeOf('wiki', '10.0.0.1'))).toBeTypeOf('function');
    open[0]?.();
    expect(exchanges.open(exchangeOf('erp', '10.0.0.1'))).toBeTypeOf('function');
    expect(exchanges.count()).toBe(exchangesPerSession + 2);
  });

  it('may have fewer sockets', () => {
    const exchanges = createOpenExchanges(() => deps);
    for (let n = 0; n < socketsPerSession; n += 1) exchanges.open(exchangeOf('erp', '10.0.0.1', 'socket'));
    expect(exchanges.open(exchangeOf('erp', '10.0.0.1', 'socket'))).toBe(undefined);
    expect(exchanges.open(exchangeOf('erp', '10.0.0.1'))).toBeTypeOf('function');
  });
});
