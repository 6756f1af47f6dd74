import type { Operation } from '../../model';
import type { WriteContext, WrittenFile } from '../format';
import { isMarkedTool, markedText, type Texts, textsOf } from '../marked-text';
import { nextVersion, slug } from '../next-version';
import { baseName, folderOf, joinPath } from '../paths';
import { sections } from '../sections';
import { readSqlName } from '../sql-name';
import { compareVersionText } from '../version-order';
import { placeLike } from './locate';

type Latest = WriteContext['latest'][number];

function newest(latest: readonly Latest[]): Latest | undefined {
  return [...latest].sort((a, b) => compareVersionText(a.migration.version, b.migration.version)).at(-1);
}

/** A folder per migration, as diesel makes it. */
function inFolder(folder: string, stem: string, texts: Texts): readonly WrittenFile[] {
  const place = joinPath(folder, stem);
  const files = [
    { path: joinPath(place, 'up.sql'), text: texts.up },
    { path: joinPath(place, 'down.sql'), text: texts.down },
  ];
  return texts.outside === 'outside'
    ? [...files, { path: joinPath(place, 'metadata.toml'), text: 'run_in_transaction = false\n' }]
    : files;
}

/** `001_x.up.sql` with its down file, dialect and autocommit words kept as the project writes them. */
function inPair(folder: string, stem: string, like: Latest, texts: Texts): readonly WrittenFile[] {
  const name = readSqlName(baseName(like.migration.path));
  const dialect = name?.dialect ? `.${name.dialect.word}` : '';
  const autocommit = name?.dialect && texts.outside === 'outside' ? '.autocommit' : '';
  const ending = (direction: 'up' | 'down') => `${dialect}${autocommit}.${direction}.sql`;
  return [
    { path: joinPath(folder, stem + ending('up')), text: texts.up },
    { path: joinPath(folder, stem + ending('down')), text: texts.down },
  ];
}

/** Files for a new migration beside the latest, in its style. */
export function write(
  name: string,
  up: readonly Operation[],
  down: readonly Operation[],
  context: WriteContext,
): readonly WrittenFile[] {
  const like = newest(context.latest);
  const texts = textsOf(up, down, context);
  const versions = context.latest.map(({ migration }) => migration.version);
  const place = like ? placeLike(like.migration.path) : ({ folder: context.root, style: 'file' } as const);
  const own =
    like &&
    readSqlName(place.style === 'folder' ? baseName(folderOf(like.migration.path)) : baseName(like.migration.path));
  const next = nextVersion(
    own
      ? [...versions.filter((version) => version.includes('.') === own.version.includes('.')), own.version]
      : versions,
    context.now,
  );
  const separator = own?.separator || '_';
  const stem = `${own?.prefix ?? ''}${next}${separator}${slug(name, own?.name.includes('-') && !own.name.includes('_') ? '-' : '_')}`;
  if (place.style === 'release' && like) {
    const release = nextVersion([baseName(folderOf(like.migration.path))], context.now);
    return [{ path: joinPath(joinPath(place.folder, release), `${slug(name, '_')}.sql`), text: texts.up }];
  }
  if (place.style === 'folder') return inFolder(place.folder, stem, texts);
  const tool = like ? sections(like.text).tool : 'none';
  if (isMarkedTool(tool)) return [{ path: joinPath(place.folder, `${stem}.sql`), text: markedText(tool, texts) }];
  if (like && (like.migration.downPath !== undefined || own?.direction === 'up'))
    return inPair(place.folder, stem, like, texts);
  const preface = tool === 'sqlx' ? '-- no-transaction\n' : '';
  return [{ path: joinPath(place.folder, `${stem}.sql`), text: preface + texts.up }];
}
