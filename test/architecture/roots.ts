import { fileURLToPath } from 'node:url';

export const repositoryDir = fileURLToPath(new URL('../..', import.meta.url));

/** A small tree that breaks one rule; its folders are named as in the repository. */
export function fixtureDir(rule: string): string {
  return fileURLToPath(new URL(`fixtures/${rule}`, import.meta.url));
}

/** The folders the rules are about. */
export const SOURCE_FOLDERS = ['electron', 'renderer', 'shared'];
