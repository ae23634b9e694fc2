import { parseSync } from 'vite';
import type { SourceFile } from './read-sources.ts';

type Node = { readonly type: string } & Readonly<Record<string, unknown>>;

/** Where the authority decides what somebody reads. The command line is English and has its words in its own folder. */
const folders = ['electron/authority/operations/', 'electron/authority/endpoints/'];

/** What is said to a developer, in the log or by an error that is a bug. */
const forDevelopers = /^(log|logger|Error|TypeError|RangeError|error|warn|info|debug)$/;

/** Sentences for people that stand in the code of the authority instead of a file of texts, in their order. */
export function findLooseSentences(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => folders.some((folder) => path.startsWith(folder)))
    .flatMap(({ path, text }) =>
      findTexts(parseSync(path, text).program as unknown as Node)
        .filter(isSentence)
        .map((found) => `${path}: ${found}`),
    );
}

function findTexts(node: Node): string[] {
  if (node.type === 'Literal') return typeof node['value'] === 'string' ? [node['value']] : [];
  if (node.type === 'TemplateLiteral') {
    const parts = node['quasis'] as readonly { value: { raw: string } }[];
    return [parts.map(({ value }) => value.raw).join('…'), ...childrenOf(node).flatMap(findTexts)];
  }
  const isCall = node.type === 'CallExpression' || node.type === 'NewExpression';
  if (isCall && forDevelopers.test(nameOf(node['callee'] as Node))) return [];
  return childrenOf(node).flatMap(findTexts);
}

/** `log.error` is `error`, `Error` is `Error`. */
function nameOf(callee: Node): string {
  const last = callee.type === 'MemberExpression' ? (callee['property'] as Node) : callee;
  return typeof last['name'] === 'string' ? last['name'] : '';
}

function childrenOf(node: Node): Node[] {
  return Object.values(node)
    .flat()
    .filter((one): one is Node => typeof one === 'object' && one !== null && 'type' in one);
}

/** Three words or more, and the end of a sentence behind one of them. Comments of a configuration stay in English. */
function isSentence(text: string): boolean {
  if (/(^|\n|\\n)\s*#/.test(text)) return false;
  const words = text.split(/\s+/).filter((word) => /^[“"(]?\p{L}[\p{L}'’-]*[”"),;:.!?]*$/u.test(word));
  return words.length >= 3 && /[\p{L}…][”")]*[.!?](\s|$)/u.test(text);
}
