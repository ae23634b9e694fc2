import { readdir, readFile, readlink } from 'node:fs/promises';

/** `st` of a listening socket in /proc/net/tcp (linux/include/net/tcp_states.h: TCP_LISTEN). */
const listenState = '0A';

/**
 * Looks up the socket's inode in /proc/net, then who has it open. Other people's processes hide their files
 * from an ordinary account: undefined then.
 */
export async function findLinuxPortHolder(
  port: number,
): Promise<{ readonly name: string; readonly pid: number } | undefined> {
  const inodes = new Set<string>();
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    for (const inode of listListeningInodes(await readOrEmpty(table), port)) inodes.add(inode);
  }
  if (inodes.size === 0) return undefined;
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/u.test(name)).map(Number);
  // Workers inherit the socket; the lowest pid is the program that opened it.
  for (const pid of pids.sort((a, b) => a - b)) {
    if (await holdsSocket(pid, inodes)) return { pid, name: (await readOrEmpty(`/proc/${pid}/comm`)).trim() };
  }
  return undefined;
}

/** Inodes of the sockets that listen on `port`, from the text of /proc/net/tcp or tcp6 (man proc_net). */
export function listListeningInodes(table: string, port: number): string[] {
  const portHex = port.toString(16).toUpperCase().padStart(4, '0');
  return table.split('\n').flatMap((line) => {
    const columns = line.trim().split(/\s+/u);
    const [, local = '', , state] = columns;
    const inode = columns[9];
    return state === listenState && local.endsWith(`:${portHex}`) && inode !== undefined ? [inode] : [];
  });
}

async function holdsSocket(pid: number, inodes: ReadonlySet<string>): Promise<boolean> {
  const fdDir = `/proc/${pid}/fd`;
  const fds = await readdir(fdDir).catch(() => []);
  for (const fd of fds) {
    const target = await readlink(`${fdDir}/${fd}`).catch(() => '');
    const inode = /^socket:\[(\d+)\]$/u.exec(target)?.[1];
    if (inode !== undefined && inodes.has(inode)) return true;
  }
  return false;
}

function readOrEmpty(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}
