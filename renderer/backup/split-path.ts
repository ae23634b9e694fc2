/** A path of the authority's computer, which may be another system than this one, in its folder and its name. */
export function splitPath(path: string): { readonly folder: string; readonly name: string } {
  const cut = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1;
  return { folder: path.slice(0, cut), name: path.slice(cut) };
}

export function joinPath(folder: string, name: string): string {
  if (/[\\/]$/.test(folder)) return `${folder}${name}`;
  return `${folder}${folder.includes('\\') ? '\\' : '/'}${name}`;
}
