import type { ReadContext, SourceFile } from '../format';
import { ancestors, folderOf, joinPath } from '../paths';
import type { Release } from './attributes';

const MANIFESTS = ['pyproject.toml', 'requirements.txt', 'setup.cfg', 'setup.py', 'Pipfile', 'requirements/base.txt'];

/** Which release a project has: what its manifest pins, else what its models are written in. */
export function releaseOf(files: readonly SourceFile[], context: ReadContext): Release {
  const isNew = files.some(({ text }) => /\b(?:mapped_column|DeclarativeBase|MappedAsDataclass|Mapped\[)/.test(text));
  if (isNew) return '2';
  const folders = ancestors(folderOf(files[0]?.path ?? ''));
  for (const folder of folders)
    for (const name of MANIFESTS) {
      const pinned = pinnedIn(context.neighbour?.(joinPath(folder, name)));
      if (pinned) return pinned;
    }
  return '2';
}

/** `SQLAlchemy==1.4.46`, `sqlalchemy = "^2.0"`, `sqlalchemy<2`; the lowest that is allowed, for old words stay in old projects. */
function pinnedIn(text: string | undefined): Release | undefined {
  const line = /^[\s"']*sqlalchemy\b[^\n#]*/im.exec(text ?? '')?.[0];
  const number = line === undefined ? undefined : /[=<>~^"'\s](\d+)(?:\.\d+)*/.exec(line)?.[1];
  if (number === undefined) return undefined;
  return /<\s*["']?2(?:\.0)*\b/.test(line ?? '') || Number(number) < 2 ? '1' : '2';
}
