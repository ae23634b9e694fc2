import { expect, it } from 'vitest';
import { decodeLaunchArguments } from '../../electron/main/launch-arguments.ts';

it('keeps the data in the profile unless told otherwise', () => {
  expect(decodeLaunchArguments(['electron', '.'], '/home/ann/.config/Rollcall/data')).toEqual({
    dataDir: '/home/ann/.config/Rollcall/data',
    authorityArgs: ['--data', '/home/ann/.config/Rollcall/data'],
    argsWithoutPorts: ['--data', '/home/ann/.config/Rollcall/data'],
  });
});

it('reads its own arguments among switches of Chromium', () => {
  const argv = ['electron', '--no-sandbox', '--user-data-dir=/tmp/p', '.', '--data', '/srv/rollcall'];
  const { dataDir, authorityArgs, argsWithoutPorts } = decodeLaunchArguments(
    [...argv, '--host', '192.168.1.5', '--host=10.0.0.1', '--https-port', '443', '--http-port=80'],
    '/unused',
  );
  expect(dataDir).toBe('/srv/rollcall');
  expect(authorityArgs.join(' ')).toBe(
    '--data /srv/rollcall --host 192.168.1.5 --host 10.0.0.1 --https-port 443 --http-port 80',
  );
  expect(argsWithoutPorts.join(' ')).toBe('--data /srv/rollcall --host 192.168.1.5 --host 10.0.0.1');
});

it('passes on nothing it does not know', () => {
  expect(
    decodeLaunchArguments(['electron', '.', '--data', '/d', '--inspect', '0'], '/unused').authorityArgs,
  ).toEqual(['--data', '/d']);
});
