import { describe, expect, it } from 'vitest';
import { foldAll, type Table } from '../../src/model';
import { withGrammars } from '../support/grammars';
import { formatOf, portOf } from './support';

withGrammars('php');

type Files = Readonly<Record<string, string>>;

const COMPOSER: Files = { 'composer.json': '{"require": {"laravel/framework": "^11.0"}}' };

/** A class of app/Models, with what its body says. */
const model = (name: string, body: string, base = 'Model'): Files => ({
  [`app/Models/${name}.php`]: `<?php
namespace App\\Models;
use Illuminate\\Database\\Eloquent\\Model;
use Illuminate\\Database\\Eloquent\\SoftDeletes;
use Illuminate\\Database\\Eloquent\\Relations\\Pivot;
use Illuminate\\Foundation\\Auth\\User as Authenticatable;
class ${name} extends ${base}
{
    ${body}
}
`,
});

function tablesOf(...parts: readonly Files[]): ReadonlyMap<string, Table> {
  const files: Files = Object.assign({}, COMPOSER, ...parts);
  const { locate, readTogether } = formatOf('eloquent');
  const [located] = locate(portOf(files));
  if (located?.kind !== 'models') return new Map();
  const sources = located.paths.map((path) => ({ path, uri: `file:///project/${path}`, text: files[path] ?? '' }));
  const reads = readTogether?.(sources, { dialect: 'mysql' }) ?? [];
  const operations = reads.flatMap(({ up }) => up.statements.flatMap((one) => one.operations));
  return foldAll('mysql', operations).tables;
}

/** Each table as `name: columns`, the key with a star, references with an arrow. */
function told(...parts: readonly Files[]): readonly string[] {
  return [...tablesOf(...parts).values()].map((table) => {
    const keys = table.primaryKey?.columns.map(({ column }) => column?.name);
    const columns = table.columns.map(({ name }) => {
      const key = table.foreignKeys.find((one) => one.columns[0]?.name === name);
      const to = key ? `→${key.refTable.name}.${key.refColumns.map((one) => one.name)}` : '';
      return `${name}${keys?.includes(name) ? '*' : ''}${to}`;
    });
    return `${table.name}: ${columns.join(' ')}`;
  });
}

describe('a model', () => {
  it.each([
    ['names its table in the plural', '', 'things: id* created_at updated_at'],
    ['names its table itself', "protected $table = 'stuff';", 'stuff: id* created_at updated_at'],
    [
      'has another key',
      "protected $primaryKey = 'code'; protected $keyType = 'string';",
      'things: code* created_at updated_at',
    ],
    ['has no key of one column', 'protected $primaryKey = null;', 'things: created_at updated_at'],
    ['has no timestamps', 'public $timestamps = false;', 'things: id*'],
    ['names its timestamps', "const CREATED_AT = 'made_at'; const UPDATED_AT = null;", 'things: id* made_at'],
    ['is deleted softly', 'use SoftDeletes; public $timestamps = false;', 'things: id* deleted_at'],
    [
      'says of its casts what PHP makes of them',
      "protected $casts = ['a' => 'int']; public $timestamps = false;",
      'things: id*',
    ],
  ])('%s', (_, body, table) => {
    expect(told(model('Thing', body))).toEqual([table]);
  });

  it('inherits what a class of the project says, and is one through it', () => {
    const base = {
      'app/Models/Base.php':
        '<?php namespace App\\Models; abstract class Base extends \\Illuminate\\Database\\Eloquent\\Model { public $timestamps = false; }',
    };
    expect(told(base, model('Thing', '', 'Base'))).toEqual(['things: id*']);
  });

  it('is none where others extend it and it names nothing of its own', () => {
    const base = model('Entity', 'public $timestamps = false;');
    expect(told(base, model('Thing', '', 'Entity'))).toEqual(['things: id*']);
    const own = model('Entity', 'public $timestamps = false; protected $fillable = [];');
    expect(told(own, model('Thing', '', 'Entity'))).toEqual(['entities: id*', 'things: id*']);
  });

  it('has the timestamps of a trait of the project', () => {
    const trait = {
      'app/Models/Quiet.php': '<?php namespace App\\Models; trait Quiet { public $timestamps = false; }',
    };
    expect(told(trait, model('Thing', 'use Quiet;'))).toEqual(['things: id*']);
  });

  it('is none where the class is something else, or stands in another database', () => {
    expect(told(model('Helper', "protected $table = 'x';", 'Something'))).toEqual([]);
    expect(told(model('Thing', "protected $connection = 'warehouse';"))).toEqual([]);
    expect(told(model('Thing', "protected $connection = 'mysql'; public $timestamps = false;"))).toEqual([
      'things: id*',
    ]);
  });

  it('is told in part: its columns are not all there', () => {
    expect([...tablesOf(model('Thing', '')).values()].map(({ complete }) => complete)).toEqual([false]);
  });
});

describe('relations stand on columns', () => {
  const quiet = 'public $timestamps = false;';
  const user = model('User', quiet, 'Authenticatable');
  const post = (method: string) => model('Post', `${quiet} public function owner() { return $this->${method}; }`);

  it.each([
    ['belongsTo(User::class)', ['posts: id* owner_id→users.id', 'users: id*']],
    ["belongsTo(User::class, 'writer')->withTrashed()", ['posts: id* writer→users.id', 'users: id*']],
    ["belongsTo(User::class, ownerKey: 'name')", ['posts: id* owner_id→users.name', 'users: id*']],
    ["belongsTo('App\\Models\\User')", ['posts: id* owner_id→users.id', 'users: id*']],
    ["belongsTo(Unknown::class, 'unknown_id')", ['posts: id* unknown_id', 'users: id*']],
    ['belongsTo(User::class, $this->key())', ['posts: id*', 'users: id*']],
    ['hasMany(User::class)', ['posts: id*', 'users: id* post_id→posts.id']],
    ["hasOne(User::class, 'main_post')", ['posts: id*', 'users: id* main_post→posts.id']],
    ['morphTo()', ['posts: id* owner_type owner_id', 'users: id*']],
    ["morphMany(User::class, 'subject')", ['posts: id*', 'users: id* subject_type subject_id']],
    ['belongsToMany(User::class)', ['posts: id*', 'post_user: post_id→posts.id user_id→users.id', 'users: id*']],
    [
      "belongsToMany(User::class, 'likes', 'liked_id')->withPivot(['at', 'how'])->withTimestamps()",
      ['posts: id*', 'likes: liked_id→posts.id user_id→users.id at how created_at updated_at', 'users: id*'],
    ],
    [
      "morphToMany(User::class, 'follow')",
      ['posts: id*', 'follows: user_id→users.id follow_id follow_type', 'users: id*'],
    ],
    [
      "morphedByMany(User::class, 'follow')",
      ['posts: id*', 'follows: post_id→posts.id follow_id follow_type', 'users: id*'],
    ],
    ['hasManyThrough(User::class, Other::class)', ['posts: id*', 'users: id*']],
  ])('%s', (method, tables) => {
    expect([...told(user, post(method))].sort()).toEqual([...tables].sort());
  });

  it('which nothing says the database enforces', () => {
    const keys = [...tablesOf(user, post('belongsTo(User::class)')).values()].flatMap(({ foreignKeys }) => foreignKeys);
    expect(keys.map(({ notEnforced }) => notEnforced)).toEqual([true]);
  });

  it('of a pivot with a class of its own', () => {
    const pivot = model('PostUser', "protected $casts = ['at' => 'date'];", 'Pivot');
    expect(told(user, pivot, post('belongsToMany(User::class)->using(PostUser::class)'))).toContain(
      'post_user: post_id→posts.id user_id→users.id',
    );
  });
});

describe('a project without Eloquent', () => {
  it('has no models of it', () => {
    const { locate } = formatOf('eloquent');
    expect(locate(portOf({ 'composer.json': '{"require": {}}', ...model('Thing', '') }))).toEqual([]);
  });
});
