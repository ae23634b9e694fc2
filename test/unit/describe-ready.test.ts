import { expect, it } from 'vitest';
import { describeReady } from '../../electron/authority/entry/describe-ready.ts';
import { describeAlarm } from '../../electron/authority/operations/english-words.ts';

const addresses = {
  https: ['https://192.168.1.5:8443'],
  http: ['http://192.168.1.5:8480'],
  console: ['http://127.0.0.1:8490'],
};

it('names where people find it', () => {
  expect(
    describeReady({ dataDir: '/data', addresses, alarms: [describeAlarm({ code: 'clock_behind' })] }),
  ).toBe(
    [
      'Rollcall is running.',
      '  People sign in at   https://192.168.1.5:8443',
      '  Devices trust it at http://192.168.1.5:8480/trust',
      '  Console             http://127.0.0.1:8490',
      '  Data                /data',
      'Stop it with Ctrl+C.',
      '',
    ].join('\n'),
  );
});

it('names no address where nobody answers, and says why', () => {
  const alarms = [describeAlarm({ code: 'not_listening', why: 'address_missing' })];
  const said = describeReady({ dataDir: '/data', addresses, alarms });
  expect(said).toContain('Rollcall is running, but does not listen on the network.');
  expect(said).toContain('This computer does not have the address to listen on. Choose one that it has.');
  expect(said).not.toContain('192.168.1.5');
  expect(said).toContain('  Data                /data');
});

it('says which other door stays shut', () => {
  const alarms = [describeAlarm({ code: 'console_not_listening', port: 8490, why: 'port_busy' })];
  const said = describeReady({ dataDir: '/data', addresses: { ...addresses, console: [] }, alarms });
  expect(said).toContain('https://192.168.1.5:8443');
  expect(said).toContain('The console cannot be opened for browsers on port 8490.');
});
