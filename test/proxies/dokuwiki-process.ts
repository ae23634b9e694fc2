import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eventually } from '../support/eventually.ts';
import { rootDir } from '../support/root-dir.ts';
import { findFreePort } from './free-port.ts';
import { stopProcess } from './proxy-process.ts';

export interface DokuWiki {
  readonly port: number;
  errors(): string;
  stop(): Promise<void>;
}

const installedDir = '/usr/share/dokuwiki';

/**
 * Debian's DokuWiki under PHP's own server, with settings and pages of its own, and the plugin of the recipe. Pages may
 * be read and edited by members of `Wiki` only; `ann` is its superuser.
 */
export async function startDokuWiki(): Promise<DokuWiki> {
  const dir = mkdtempSync(path.join(tmpdir(), 'rollcall-dokuwiki-'));
  const at = (...names: string[]): string => path.join(dir, ...names);
  cpSync('/etc/dokuwiki', at('conf'), { recursive: true, dereference: true });
  writeFileSync(
    at('conf/local.php'),
    `<?php
$conf['savedir'] = '${at('data')}';
$conf['useacl'] = 1;
$conf['authtype'] = 'authrollcall';
$conf['superuser'] = 'ann';
$conf['disableactions'] = 'register,resendpwd,profile';
`,
  );
  writeFileSync(at('conf/acl.auth.php'), '# <?php exit()?>\n*\t@ALL\t0\n*\t@Wiki\t8\n');
  const folders = 'attic cache index locks log media media_attic media_meta meta pages tmp';
  for (const name of folders.split(' ')) mkdirSync(at('data', name), { recursive: true });
  writeFileSync(at('data/pages/start.txt'), '====== The house ======\nHello.\n');
  mkdirSync(at('plugins'));
  for (const name of readdirSync(`${installedDir}/lib/plugins`)) {
    symlinkSync(`${installedDir}/lib/plugins/${name}`, at('plugins', name));
  }
  cpSync(path.join(rootDir, 'docs/examples/dokuwiki/authrollcall'), at('plugins/authrollcall'), {
    recursive: true,
  });
  writeFileSync(
    at('before.php'),
    `<?php
define('DOKU_MAIN_CONF', '${at('conf')}/');
define('DOKU_CONF', '${at('conf')}/');
define('DOKU_PLUGIN', '${at('plugins')}/');
`,
  );

  const port = await findFreePort('127.0.0.1');
  const child = spawn(
    'php',
    ['-d', `auto_prepend_file=${at('before.php')}`, '-S', `127.0.0.1:${String(port)}`, '-t', installedDir],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  await eventually('DokuWiki listens', () => takesConnections(port));
  return {
    port,
    errors: () => errors,
    async stop() {
      await stopProcess(child);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function takesConnections(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
