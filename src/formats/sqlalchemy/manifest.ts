import { baseName, folderOf } from '../paths';

/** Files that say which packages a project of Python depends on. */
export function isManifest(path: string): boolean {
  const name = baseName(path);
  return (
    /^(?:pyproject\.toml|setup\.(?:py|cfg)|Pipfile|poetry\.lock|uv\.lock|pdm\.lock|environment\.ya?ml)$/.test(name) ||
    /^(?:test-)?requirements[\w.-]*\.(?:txt|in)$/.test(name) ||
    (/\.(?:txt|in)$/.test(name) && /(?:^|\/)requirements$/.test(folderOf(path)))
  );
}

const PACKAGES =
  /(?:^|[\s"'[,;=])(?:sqlalchemy(?:[-_](?:utils|continuum|json|searchable|mixins))?|flask[-_]sqlalchemy(?:[-_]lite)?|sqlmodel|oslo\.db|fastapi[-_]users[-_]db[-_]sqlalchemy|flask[-_]appbuilder|advanced[-_]alchemy|alembic|flask[-_]migrate)(?:$|[\s"'\],;=<>~!^[(])/im;

/** True when SQLAlchemy, or a package that brings it, is among them. */
export function mentionsOrm(text: string): boolean {
  return PACKAGES.test(text);
}
