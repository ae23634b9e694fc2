import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eventually } from '../support/eventually.ts';
import { send } from '../support/client.ts';
import { findFreePort } from './free-port.ts';

export interface RealApp {
  readonly origin: string;
  log(): string;
  stop(): Promise<void>;
}

/** Signs in whom `Remote-User` names, as an admin sets it up who has a proxy in front. */
const authenticator = `
from jupyterhub.auth import Authenticator
from jupyterhub.handlers import BaseHandler
from tornado import web


class RemoteUserLogin(BaseHandler):
    async def get(self):
        name = self.request.headers.get("Remote-User", "")
        if name == "":
            raise web.HTTPError(401)
        self.set_login_cookie(self.user_from_username(name))
        self.redirect(self.get_next_url(self.user_from_username(name)))


class RemoteUserAuthenticator(Authenticator):
    auto_login = True

    def get_handlers(self, app):
        return [(r"/login", RemoteUserLogin)]
`;

/** Debian's JupyterHub with notebook servers of this very account, on ports of its own. */
export async function startJupyterHub(): Promise<RealApp> {
  const dir = mkdtempSync(path.join(tmpdir(), 'rollcall-jupyterhub-'));
  const [port, hubPort, apiPort] = await Promise.all([1, 2, 3].map(() => findFreePort('127.0.0.1')));
  const origin = `http://127.0.0.1:${String(port)}`;
  writeFileSync(
    path.join(dir, 'jupyterhub_config.py'),
    `${authenticator}

c = get_config()
c.JupyterHub.authenticator_class = RemoteUserAuthenticator
c.JupyterHub.spawner_class = "simple"
c.JupyterHub.bind_url = "${origin}"
c.JupyterHub.hub_port = ${String(hubPort)}
c.JupyterHub.db_url = "sqlite:///${dir}/hub.sqlite"
c.JupyterHub.cookie_secret_file = "${dir}/cookie_secret"
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:${String(apiPort)}"
c.ConfigurableHTTPProxy.pid_file = "${dir}/proxy.pid"
c.Spawner.args = ["--allow-root"]
c.Spawner.notebook_dir = "${dir}"
c.Spawner.default_url = "/tree"
c.SimpleLocalProcessSpawner.home_dir_template = "${dir}/home-{username}"
`,
  );
  let log = '';
  const child = spawn('/usr/bin/jupyterhub', ['-f', 'jupyterhub_config.py'], {
    cwd: dir,
    // A node that is not Debian's does not look where Debian has the modules of JupyterHub's own proxy.
    env: { ...process.env, NODE_PATH: '/usr/share/nodejs:/usr/lib/nodejs' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (log += text));
  }
  const stop = async (): Promise<void> => {
    if (child.exitCode === null) {
      const exit = once(child, 'exit');
      // It takes its proxy and the notebook servers with it.
      child.kill('SIGTERM');
      await exit;
    }
    rmSync(dir, { recursive: true, force: true });
  };
  try {
    await eventually(
      'JupyterHub answers',
      () => {
        if (child.exitCode !== null) throw new Error(`JupyterHub ended:\n${log}`);
        return send(`${origin}/hub/health`).then(
          ({ status }) => status === 200,
          () => false,
        );
      },
      90_000,
    );
  } catch (error) {
    await stop();
    throw error;
  }
  return { origin, log: () => log, stop };
}
