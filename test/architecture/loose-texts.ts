import { parseSync } from 'vite';
import { kept } from './kept-words.ts';
import type { SourceFile } from './read-sources.ts';

/** Attributes whose words are shown or spoken. */
const spoken = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-roledescription',
  'aria-valuetext',
  'description',
  'hint',
  'label',
  'nothingFoundMessage',
  'placeholder',
  'suffix',
  'prefix',
  'title',
]);

type Node = { readonly type: string } & Readonly<Record<string, unknown>>;

/** Words for people that stand in the code of a component instead of a file of texts, in their order. */
export function findLooseTexts(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => path.endsWith('.tsx'))
    .flatMap(({ path, text }) =>
      findTexts(parseSync(path, text).program as unknown as Node)
        .filter(hasWords)
        .map((found) => `${path}: ${found}`),
    );
}

function findTexts(node: Node): string[] {
  if (node.type === 'JSXText') return [String(node['value']).trim()];
  if (node.type === 'JSXAttribute') {
    const name = (node['name'] as Node)['name'];
    const value = node['value'] as Node | null;
    if (value === null) return [];
    return [
      ...(typeof name === 'string' && spoken.has(name) ? shownBy(value) : []),
      // A component can stand in an attribute.
      ...(value.type === 'Literal' ? [] : children(value).flatMap(findTexts)),
    ];
  }
  if (node.type === 'JSXElement' || node.type === 'JSXFragment') {
    const inside = node['children'] as readonly Node[];
    const opening = node['openingElement'] as Node | undefined;
    return [
      ...(opening === undefined ? [] : findTexts(opening)),
      ...inside.flatMap((child) => [
        ...(child.type === 'JSXExpressionContainer' ? shownBy(child) : []),
        ...findTexts(child),
      ]),
    ];
  }
  return children(node).flatMap(findTexts);
}

/** The texts an expression comes to; calls make their own. */
function shownBy(node: Node): string[] {
  switch (node.type) {
    case 'Literal':
      return typeof node['value'] === 'string' ? [node['value']] : [];
    case 'TemplateLiteral':
      return [
        (node['quasis'] as readonly { value: { raw: string } }[]).map(({ value }) => value.raw).join(''),
      ];
    case 'JSXExpressionContainer':
      return shownBy(node['expression'] as Node);
    case 'ConditionalExpression':
      return [...shownBy(node['consequent'] as Node), ...shownBy(node['alternate'] as Node)];
    case 'LogicalExpression':
      return [...shownBy(node['left'] as Node), ...shownBy(node['right'] as Node)];
    case 'BinaryExpression':
      return node['operator'] === '+'
        ? [...shownBy(node['left'] as Node), ...shownBy(node['right'] as Node)]
        : [];
    default:
      return [];
  }
}

function children(node: Node): Node[] {
  return Object.values(node)
    .flat()
    .filter((one): one is Node => typeof one === 'object' && one !== null && 'type' in one);
}

/** An example such as an address, a path or the name of a cookie has none. */
function hasWords(text: string): boolean {
  return text
    .split(/\s+/)
    .some((word) => /^\p{L}[\p{L}'’-]+[.,:;!?…]*$/u.test(word) && !kept.everywhere.has(word));
}
