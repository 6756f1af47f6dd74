import type { Dialect, Operation } from '../../model';
import { printStatements } from '../../sql';
import type { WriteContext, WrittenFile } from '../format';
import { nextVersion, slug } from '../next-version';
import { joinPath } from '../paths';
import { needsNoTransaction } from '../transaction';

/** The comments that Prisma puts above its statements (prisma-engines, sql_renderer and flavour's migration script). */
const TITLES: Partial<Record<Operation['kind'], string>> = {
  createTable: 'CreateTable',
  dropTable: 'DropTable',
  renameTable: 'AlterTable',
  addColumn: 'AlterTable',
  dropColumn: 'AlterTable',
  renameColumn: 'AlterTable',
  alterColumn: 'AlterTable',
  alterTable: 'AlterTable',
  createIndex: 'CreateIndex',
  dropIndex: 'DropIndex',
  renameIndex: 'RenameIndex',
  createEnum: 'CreateEnum',
  addEnumValue: 'AlterEnum',
  renameEnumValue: 'AlterEnum',
  createSchema: 'CreateSchema',
  createExtension: 'CreateExtension',
};

function titleOf(operation: Operation): string | undefined {
  if (operation.kind === 'addConstraint')
    return operation.constraint.kind === 'foreignKey' ? 'AddForeignKey' : 'AlterTable';
  if (operation.kind === 'dropConstraint')
    return operation.constraintKind === 'foreignKey' ? 'DropForeignKey' : 'AlterTable';
  if (operation.kind === 'renameConstraint') return 'RenameForeignKey';
  if (operation.kind === 'dropObject' && operation.objectType === 'type') return 'DropEnum';
  return TITLES[operation.kind];
}

/** A migration's text as `prisma migrate dev --create-only` would leave it: titles, four spaces, every name in quotes. */
function scriptOf(operations: readonly Operation[], dialect: Dialect): string {
  return operations
    .map((operation) => {
      const title = titleOf(operation);
      const text = printStatements([operation], dialect, { indent: '    ', quote: 'always' });
      return title === undefined ? text : `-- ${title}\n${text}`;
    })
    .join('\n');
}

/** Runs of steps that may share a migration: what cannot run in a transaction stands alone, because one query of several statements is one. */
function parts(operations: readonly Operation[], dialect: Dialect): readonly (readonly Operation[])[] {
  const runs: Operation[][] = [];
  let joins = false;
  for (const operation of operations) {
    const alone = needsNoTransaction([operation], dialect);
    const last = runs.at(-1);
    if (last && joins && !alone) last.push(operation);
    else runs.push([operation]);
    joins = !alone;
  }
  return runs;
}

/** New migration folders after the latest. Prisma has no way down, so `down` is not written. */
export function write(
  name: string,
  up: readonly Operation[],
  _down: readonly Operation[],
  context: WriteContext,
): readonly WrittenFile[] {
  const versions = context.latest.map(({ migration }) => migration.version).filter((version) => version.length === 14);
  return parts(up, context.dialect).map((operations, index) => {
    const version = nextVersion(versions, context.now);
    versions.push(version);
    const title = index === 0 ? slug(name, '_') : `${slug(name, '_')}_${index + 1}`;
    return {
      path: joinPath(context.root, `${version}_${title}/migration.sql`),
      text: scriptOf(operations, context.dialect),
    };
  });
}
