import type { Operation } from '../../model';
import { printStatements } from '../../sql';
import type { WriteContext, WrittenFile } from '../format';
import { nextVersion, slug } from '../next-version';
import { baseName, folderOf, joinPath } from '../paths';
import { sections } from '../sections';
import { readSqlName } from '../sql-name';
import { needsNoTransaction } from '../transaction';
import { compareVersionText } from '../version-order';
import { placeLike } from './locate';

type Latest = WriteContext['latest'][number];

function newest(latest: readonly Latest[]): Latest | undefined {
  return [...latest].sort((a, b) => compareVersionText(a.migration.version, b.migration.version)).at(-1);
}

/** One file with both directions between the markers of the project's tool. */
function marked(
  tool: 'goose' | 'dbmate' | 'sql-migrate' | 'tern',
  up: string,
  down: string,
  outside: 'outside' | 'inside',
): string {
  const opt = outside === 'outside';
  switch (tool) {
    case 'goose':
      return `${opt ? '-- +goose NO TRANSACTION\n' : ''}-- +goose Up\n${up}\n-- +goose Down\n${down}`;
    case 'dbmate':
      return `-- migrate:up${opt ? ' transaction:false' : ''}\n${up}\n-- migrate:down${opt ? ' transaction:false' : ''}\n${down}`;
    case 'sql-migrate':
      return `-- +migrate Up${opt ? ' notransaction' : ''}\n${up}\n-- +migrate Down${opt ? ' notransaction' : ''}\n${down}`;
    case 'tern':
      return `${opt ? '---- tern: disable-tx ----\n' : ''}${up}\n---- create above / drop below ----\n\n${down}`;
  }
}

interface Texts {
  readonly up: string;
  readonly down: string;
  readonly outside: 'outside' | 'inside';
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
  const texts: Texts = {
    up: printStatements(up, context.dialect),
    down: printStatements(down, context.dialect),
    outside: needsNoTransaction(up, context.dialect) ? 'outside' : 'inside',
  };
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
  if (tool === 'goose' || tool === 'dbmate' || tool === 'sql-migrate' || tool === 'tern') {
    return [{ path: joinPath(place.folder, `${stem}.sql`), text: marked(tool, texts.up, texts.down, texts.outside) }];
  }
  if (like && (like.migration.downPath !== undefined || own?.direction === 'up'))
    return inPair(place.folder, stem, like, texts);
  const preface = tool === 'sqlx' || (texts.outside === 'outside' && tool === 'drizzle') ? '-- no-transaction\n' : '';
  return [{ path: joinPath(place.folder, `${stem}.sql`), text: preface + texts.up }];
}
