import { expect, it } from 'vitest';
import type { ReadFile, SourceFile } from '../../src/formats';
import { withGrammars } from '../support/grammars';
import { formatOf } from './support';

withGrammars('python');

const FILES = 80;

function migration(n: number, operation: string): string {
  const dependency = n === 0 ? '' : `('shop', '${String(n).padStart(4, '0')}_step')`;
  return `from django.db import migrations, models\n\nclass Migration(migrations.Migration):\n    dependencies = [${dependency}]\n    operations = [${operation}]\n`;
}

const create = (name: string, type = 'CharField(max_length=20)') =>
  `migrations.CreateModel(name='${name}', fields=[('id', models.BigAutoField(primary_key=True)), ('name', models.${type})])`;

/** A model at every tenth migration, changed by the nine behind it. */
function texts(): string[] {
  return Array.from({ length: FILES }, (_, n) => {
    const model = `Thing${n - (n % 10)}`;
    if (n % 10 === 0) return migration(n, create(model));
    if (n % 10 === 4) return migration(n, `migrations.RenameField('${model}', 'name', 'title')`);
    if (n % 10 === 8) return migration(n, `migrations.AlterField('${model}', 'title', models.TextField())`);
    return migration(n, `migrations.AddField('${model}', 'f${n}', models.IntegerField(null=True))`);
  });
}

function filesOf(all: readonly string[], root = 'project'): readonly SourceFile[] {
  return all.map((text, n) => {
    const path = `shop/migrations/${String(n + 1).padStart(4, '0')}_step.py`;
    return { path, uri: `file:///${root}/${path}`, text };
  });
}

function read(all: readonly string[], root?: string): readonly ReadFile[] {
  const readTogether = formatOf('django-migrations').readTogether;
  if (!readTogether) throw new Error('migrations are read together');
  return readTogether(filesOf(all, root), { dialect: 'postgresql', neighbour: () => undefined });
}

/** Reads other projects until the one in question is forgotten. */
function forget(): void {
  for (let n = 0; n < 10; n++) read(Array(FILES).fill(''), `other-${n}`);
}

it.each([0, 1, 14, 40, 63, 79])('an edit of migration %i is read as if everything had been read anew', (at) => {
  const before = texts();
  read(before);
  const after = [...before];
  after[at] = migration(at, create(`Thing${at - (at % 10)}`, 'SlugField()'));
  const resumed = read(after);
  const back = read(before);
  forget();
  expect(resumed).toEqual(read(after));
  forget();
  expect(back).toEqual(read(before));
});

it('what stands before an edit is not read again', () => {
  const before = texts();
  const first = read(before);
  const second = read([...before.slice(0, -1), migration(FILES - 1, '')]);
  expect(second[0]).toBe(first[0]);
  expect(second[60]).toBe(first[60]);
  expect(second.at(-1)?.up.statements).toEqual([]);
});

it('a migration that comes or goes is heeded', () => {
  const all = texts();
  read(all);
  const fewer = read(all.slice(0, 75));
  forget();
  expect(fewer).toEqual(read(all.slice(0, 75)));
});
