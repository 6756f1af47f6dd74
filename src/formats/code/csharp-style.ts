import type { CodeModule, Stmt } from '../../code';
import { csharpModule } from './csharp';

/** How a project writes its C# files: what a new one imitates. */
export interface CsharpStyle {
  readonly namespace: string | undefined;
  readonly scope: 'file' | 'block';
  readonly newline: string;
  readonly directive: string | undefined;
  readonly usings: readonly string[];
}

/** The style of a file; without one, of a new project. */
export function csharpStyle(text: string | undefined): CsharpStyle {
  if (text === undefined)
    return { namespace: undefined, scope: 'file', newline: '\n', directive: undefined, usings: [] };
  const module = csharpModule({ uri: 'style.cs', text });
  const found = namespaceIn(module);
  const own = found && { namespace: found.name };
  return {
    namespace: own?.namespace,
    scope:
      found &&
      text
        .slice(found.start, found.start + 400)
        .split('{')[0]
        ?.includes(';')
        ? 'file'
        : 'block',
    newline: text.includes('\r\n') ? '\r\n' : '\n',
    directive: text.includes('#nullable disable') ? '#nullable disable' : undefined,
    usings: usingsIn(module),
  };
}

function namespaceIn(module: CodeModule): Extract<Stmt, { kind: 'block' }> | undefined {
  return module.body.find(
    (stmt): stmt is Extract<Stmt, { kind: 'block' }> => stmt.kind === 'block' && stmt.form === 'namespace',
  );
}

/** The namespaces that a file opens. */
export function usingsIn({ body }: CodeModule): readonly string[] {
  return body.flatMap((stmt) => {
    if (stmt.kind === 'block') return stmt.form === 'namespace' ? usingsInside(stmt.body) : [];
    return usingsInside([stmt]);
  });
}

function usingsInside(body: readonly Stmt[]): readonly string[] {
  return body.flatMap((stmt) =>
    stmt.kind === 'import' && stmt.names.some(({ as }) => as === '*') ? [stmt.module] : [],
  );
}

/** A file of one class: usings in order, the namespace as the project has it, lines four blanks deep a level. */
export function csharpFile(style: CsharpStyle, usings: readonly string[], body: readonly string[]): string {
  const inBlock = style.namespace !== undefined && style.scope === 'block';
  const shifted = inBlock ? body.map((line) => (line === '' ? line : `    ${line}`)) : body;
  const lines = [
    ...[...new Set(usings)].sort(systemFirst).map((name) => `using ${name};`),
    '',
    ...(style.directive === undefined ? [] : [style.directive, '']),
    ...(style.namespace === undefined
      ? []
      : inBlock
        ? [`namespace ${style.namespace}`, '{']
        : [`namespace ${style.namespace};`, '']),
    ...shifted,
    ...(inBlock ? ['}'] : []),
    '',
  ];
  return lines.join(style.newline);
}

function systemFirst(a: string, b: string): number {
  const rank = (name: string) => (name === 'System' || name.startsWith('System.') ? 0 : 1);
  return rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0);
}

/** A text as a C# string: plain where it fits a line, else verbatim. */
export function csharpString(text: string): string {
  if (!/[\n\r"\\]/.test(text)) return `"${text}"`;
  return `@"${text.replaceAll('"', '""')}"`;
}

/** `add loyalty` as a class's name: `AddLoyalty`. */
export function pascalName(name: string): string {
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? ['Migration'];
  const joined = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return /^\d/.test(joined) ? `_${joined}` : joined;
}
