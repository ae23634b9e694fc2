import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { send } from '../support/client.ts';
import { eventually } from '../support/eventually.ts';
import { findFreePort } from './free-port.ts';
import type { RealApp } from './jupyterhub.ts';

/** Takes whom the proxy names for signed in: DokuWiki's way for that is a plugin. */
const plugin = `<?php
class auth_plugin_authremote extends DokuWiki_Auth_Plugin {
    public function __construct() {
        parent::__construct();
        $this->cando['external'] = true;
    }
    public function trustExternal($user, $pass, $sticky = false) {
        global $USERINFO;
        $name = $_SERVER['HTTP_REMOTE_USER'] ?? '';
        if ($name === '') return false;
        $USERINFO = [
            'name' => $_SERVER['HTTP_REMOTE_NAME'] ?? $name,
            'mail' => $_SERVER['HTTP_REMOTE_EMAIL'] ?? '',
            'grps' => ['user'],
        ];
        $_SERVER['REMOTE_USER'] = $name;
        $_SESSION[DOKU_COOKIE]['auth'] = ['user' => $name, 'pass' => '', 'buid' => auth_browseruid(), 'info' => $USERINFO];
        return true;
    }
    public function getUserData($user, $requireGroups = true) {
        return ['name' => $user, 'mail' => '', 'grps' => ['user']];
    }
}
`;
const dataFolders = [
  'attic',
  'cache',
  'index',
  'locks',
  'log',
  'media',
  'media_attic',
  'media_meta',
  'meta',
  'pages',
  'tmp',
];

/** Debian's DokuWiki, a copy with settings and pages of its own, in PHP's own web server. */
export async function startDokuWiki(): Promise<RealApp> {
  const dir = mkdtempSync(path.join(tmpdir(), 'rollcall-dokuwiki-'));
  const port = await findFreePort('127.0.0.1');
  const origin = `http://127.0.0.1:${String(port)}`;
  cpSync('/usr/share/dokuwiki', `${dir}/wiki`, { recursive: true, dereference: true });
  cpSync('/etc/dokuwiki', `${dir}/conf`, { recursive: true, dereference: true });
  for (const folder of dataFolders) mkdirSync(`${dir}/data/${folder}`, { recursive: true });
  writeFileSync(
    `${dir}/conf/local.php`,
    `<?php
$conf['savedir'] = '${dir}/data';
$conf['useacl'] = 1;
$conf['authtype'] = 'authremote';
$conf['updatecheck'] = 0;
`,
  );
  writeFileSync(`${dir}/conf/acl.auth.php`, '*\t@ALL\t0\n*\t@user\t8\n');
  const folder = `${dir}/wiki/lib/plugins/authremote`;
  mkdirSync(folder);
  writeFileSync(`${folder}/auth.php`, plugin);
  writeFileSync(`${folder}/plugin.info.txt`, 'base authremote\nname authremote\n');
  writeFileSync(
    `${dir}/prepend.php`,
    `<?php\ndefine('DOKU_CONF', '${dir}/conf/');\ndefine('DOKU_MAIN_CONF', '${dir}/conf/');\n`,
  );
  let log = '';
  const child = spawn(
    'php',
    ['-d', `auto_prepend_file=${dir}/prepend.php`, '-S', `127.0.0.1:${String(port)}`, '-t', `${dir}/wiki`],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  child.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));
  const stop = async (): Promise<void> => {
    if (child.exitCode === null) {
      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      await exit;
    }
    rmSync(dir, { recursive: true, force: true });
  };
  try {
    await eventually('DokuWiki answers', () =>
      send(`${origin}/doku.php`).then(
        () => true,
        () => false,
      ),
    );
  } catch (error) {
    await stop();
    throw error;
  }
  return { origin, log: () => log, stop };
}
