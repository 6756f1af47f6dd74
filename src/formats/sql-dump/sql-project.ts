import type { FilePort, Located } from '../format';
import { folderOf, groupBy, isBelow } from '../paths';
import { isSqlPath } from '../sql-name';

/** SSDT, "SQL Server Database Projects": a project file whose folder holds the whole schema, an object a file. */
export function isSqlProject(path: string): boolean {
  return path.endsWith('.sqlproj');
}

/** The schemas of the workspace's SQL projects, each its files together; deployment scripts are no part of them. */
export function locateProjects(files: FilePort): readonly Located[] {
  const projects = files.paths.filter(isSqlProject);
  if (projects.length === 0) return [];
  const scripts = files.paths.filter(isSqlPath);
  // The innermost project has a file.
  const homes = [...projects].sort((a, b) => folderOf(b).length - folderOf(a).length);
  const byProject = groupBy(
    scripts.flatMap((path) => {
      const project = homes.find((one) => isBelow(path, folderOf(one)));
      return project === undefined ? [] : [{ path, project }];
    }),
    ({ project }) => project,
  );
  return [...byProject].flatMap(([project, found]) => {
    const paths = built(
      files.text(project) ?? '',
      folderOf(project),
      found.map(({ path }) => path),
    );
    return paths.length === 0 ? [] : [located(files, project, paths)];
  });
}

function located(files: FilePort, project: string, paths: readonly string[]): Located {
  const making = (path: string) => (/\bcreate\s+(?:table|schema|type)\b/i.test(files.text(path) ?? '') ? 0 : 1);
  const ranked = paths.map((path) => ({ path, rank: making(path) }));
  // The build works out what depends on what; tables before what alters and reads them is enough to read them.
  const ordered = ranked.sort((a, b) => a.rank - b.rank || (a.path < b.path ? -1 : 1)).map(({ path }) => path);
  return {
    format: 'sql-dump',
    kind: 'dump',
    root: folderOf(project),
    paths: ordered,
    dialect: { dialect: 'sqlserver', because: `the SQL project ${project}` },
  };
}

/** The files that the project builds: those it lists; with an SDK (Microsoft.Build.Sql, MSBuild.Sdk.SqlProj) all, but for those it removes or deploys. */
function built(project: string, folder: string, paths: readonly string[]): readonly string[] {
  const listed = attributes(project, 'Build', 'Include');
  const isListed = (path: string) => listed.some((one) => covers(one, relative(path, folder)));
  const hasSdk = /<Project\s[^>]*\bSdk\s*=|<Sdk\s/.test(project);
  if (!hasSdk && listed.length > 0) return paths.filter(isListed);
  const out = [
    ...attributes(project, 'Build', 'Remove'),
    ...['PreDeploy', 'PostDeploy', 'None'].flatMap((item) => attributes(project, item, 'Include')),
  ];
  return paths.filter((path) => {
    const own = relative(path, folder);
    return isListed(path) || (!/^(?:bin|obj)\//i.test(own) && !out.some((one) => covers(one, own)));
  });
}

/** Values of an attribute of the project's items, with `/` between folders; one attribute may hold several. */
function attributes(project: string, item: string, name: string): readonly string[] {
  const found: string[] = [];
  const open = new RegExp(`<${item}\\s[^>]*?\\b${name}\\s*=\\s*"([^"]*)"`, 'g');
  for (const [, value] of project.matchAll(open)) {
    found.push(...(value ?? '').split(';').map((one) => one.trim().replaceAll('\\', '/').toLowerCase()));
  }
  return found.filter((one) => one !== '');
}

function relative(path: string, folder: string): string {
  return (folder === '' ? path : path.slice(folder.length + 1)).toLowerCase();
}

/** MSBuild's patterns as far as projects use them: a name, `folder/**`, `folder/*.sql`. */
function covers(pattern: string, path: string): boolean {
  if (!pattern.includes('*')) return pattern === path;
  const parts = pattern.split('*').filter((part) => part !== '' && part !== '/');
  const head = pattern.startsWith('*') ? '' : (parts.shift() ?? '');
  const tail = parts.pop()?.replace(/^\//, '') ?? '';
  return path.startsWith(head) && path.endsWith(tail);
}
