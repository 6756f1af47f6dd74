/** The URI of a path below a root, spelled as VS Code spells URIs: everything but RFC 3986's unreserved characters is encoded. */
export function uriOf(root: string, path: string): string {
  if (path === '') return root;
  const encoded = path
    .split('/')
    .map((part) =>
      encodeURIComponent(part).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`),
    );
  return `${root}/${encoded.join('/')}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The path below a root that a URI means, however it is encoded; undefined when it lies elsewhere. */
export function pathBelow(root: string, uri: string): string | undefined {
  const plainRoot = decoded(root);
  const plain = decoded(uri);
  if (plain === plainRoot) return '';
  return plain.startsWith(`${plainRoot}/`) ? plain.slice(plainRoot.length + 1) : undefined;
}
