import { describe, expect, it } from 'vitest';
import type { ReadContext } from '../../src/formats';
import { type Dialect, foldAll, type Operation } from '../../src/model';
import { readSql } from '../../src/sql';
import { withGrammars } from '../support/grammars';
import { summaryOf } from './summary';
import { formatOf, found } from './support';

withGrammars('python');

type Files = Readonly<Record<string, string>>;

function operationsOf(files: Files, dialect: Dialect, rest: Partial<ReadContext> = {}): readonly Operation[] {
  const sources = Object.entries(files)
    .filter(([path]) => path.endsWith('.py'))
    .map(([path, text]) => ({ path, uri: `file:///${path}`, text }));
  const neighbour = (name: string) => files[name];
  const reads = formatOf('sqlalchemy').readTogether?.(sources, { dialect, neighbour, ...rest }) ?? [];
  return reads.flatMap(({ up }) => up.statements.flatMap(({ operations }) => operations));
}

const summaryOfFiles = (files: Files, dialect: Dialect) => summaryOf(foldAll(dialect, operationsOf(files, dialect)));
const unreadIn = (files: Files) =>
  operationsOf(files, 'postgresql').flatMap((one) => (one.kind === 'opaque' ? [`${one.text}: ${one.reason}`] : []));
const sqlSummary = (text: string, dialect: Dialect) =>
  summaryOf(
    foldAll(
      dialect,
      readSql('file:///e.sql', text, dialect).statements.flatMap(({ operations }) => operations),
    ),
  );

const OLD = `from sqlalchemy import *
from sqlalchemy.orm import declarative_base, relationship
from sqlalchemy.ext.declarative import declared_attr
Base = declarative_base()
`;
const NEW = `import datetime, decimal, enum, uuid
from typing import Annotated, Any, List, Literal, Optional
from sqlalchemy import *
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, declared_attr, mapped_column, relationship
class Base(DeclarativeBase):
    pass
`;

/** Models, and the SQL that create_all sends for them. */
const CASES: readonly (readonly [string, Dialect, string | Files, string])[] = [
  [
    'columns of 1.x with keys, indexes and constraints in their arguments',
    'postgresql',
    `${OLD}
class User(Base):
    __tablename__ = 'users'
    __table_args__ = (UniqueConstraint('org', 'name'), CheckConstraint('age > 0', name='grown'), Index('users_lower', text('lower(name)')), {'comment': 'People'})
    id = Column(Integer, primary_key=True)
    name = Column('name', String(50), nullable=False, index=True)
    org = Column(ForeignKey('orgs.id', ondelete='CASCADE'), nullable=False)
    email = Column(String, unique=True)
    code = Column(String(4), unique=True, index=True)
    age = Column(SmallInteger, server_default='3', default=7)
    made = Column(DateTime(timezone=True), server_default=func.now(), onupdate=func.now())
    posts = relationship('Post')
class Org(Base):
    __tablename__ = 'orgs'
    id = Column(BigInteger, primary_key=True)
    name = Column(Text)`,
    `create table orgs (id bigserial primary key, name text);
     create table users (id serial primary key, name varchar(50) not null, org bigint not null references orgs(id) on delete cascade, email varchar unique, code varchar(4),
       age smallint default '3', made timestamptz default now(), unique (org, name), constraint grown check (age > 0));
     create index ix_users_name on users (name); create unique index ix_users_code on users (code); create index users_lower on users (lower(name));`,
  ],
  [
    'annotations of 2.0: Optional, Annotated, the map of types, enumerations and literals',
    'postgresql',
    `import datetime, decimal, enum, uuid
from typing import Annotated, Any, Dict, Literal, Optional
from sqlalchemy import ARRAY, JSON, BigInteger, DateTime, ForeignKey, Numeric, String, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
intpk = Annotated[int, mapped_column(primary_key=True)]
str50 = Annotated[str, 50]
owner_fk = Annotated[int, mapped_column(ForeignKey('owners.id', ondelete='CASCADE'), index=True)]
class Kind(enum.Enum):
    small = 's'
    big = 'b'
class Base(DeclarativeBase):
    type_annotation_map = {str50: String(50), datetime.datetime: DateTime(timezone=True), Dict[str, Any]: JSONB, list[str]: ARRAY(String)}
class Owner(Base):
    __tablename__ = 'owners'
    id: Mapped[intpk]
    things: Mapped[list['Thing']] = relationship()
class Thing(Base):
    __tablename__ = 'things'
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    name: Mapped[str50]
    nick: Mapped[Optional[str50]]
    owner_id: Mapped[owner_fk]
    maybe: Mapped['int | None']
    big: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[Kind]
    mode: Mapped[Literal['r', 'rw']]
    at: Mapped[datetime.datetime] = mapped_column(server_default=func.now())
    day: Mapped[datetime.date | None]
    span: Mapped[datetime.timedelta]
    price: Mapped[decimal.Decimal] = mapped_column(Numeric(8, 2))
    raw: Mapped[bytes]
    ok: Mapped[bool] = mapped_column(default=True)
    said: Mapped[Optional[float]] = mapped_column(nullable=False)
    meta: Mapped[Dict[str, Any]]
    tags: Mapped[list[str]]
    owner: Mapped[Owner] = relationship(back_populates='things')`,
    `create type kind as enum ('small', 'big');
     create table owners (id serial primary key);
     create table things (id uuid primary key, name varchar(50) not null, nick varchar(50), owner_id integer not null references owners(id) on delete cascade, maybe integer,
       big bigint not null, kind kind not null, mode varchar(2) not null, at timestamptz default now() not null, day date, span interval not null, price numeric(8,2) not null,
       raw bytea not null, ok boolean not null, said float not null, meta jsonb not null, tags varchar[] not null);
     create index ix_things_owner_id on things (owner_id);`,
  ],
  [
    'mixins, abstract bases and functions of declared_attr; since 2.0 behind the class',
    'postgresql',
    `${NEW}
class Stamped:
    made: Mapped[datetime.datetime] = mapped_column(server_default=func.now())
    @declared_attr
    def made_by(cls) -> Mapped[int]:
        return mapped_column(ForeignKey('people.id', name=f'fk_{cls.__tablename__}_maker'))
class Model(Base):
    __abstract__ = True
    id: Mapped[int] = mapped_column(primary_key=True)
    @declared_attr.directive
    def __tablename__(cls) -> str:
        return cls.__name__.lower() + 's'
class Note(Stamped, Model):
    body: Mapped[str]
class Person(Model):
    __tablename__ = 'people'
    name: Mapped[str]`,
    `create table people (name varchar not null, id serial primary key);
     create table notes (body varchar not null, made timestamp default now() not null, made_by integer not null constraint fk_notes_maker references people(id), id serial primary key);`,
  ],
  [
    'mixins before the class, and functions behind it, before 2.0',
    'postgresql',
    {
      'requirements.txt': 'SQLAlchemy==1.4.46\n',
      'm.py': `${OLD}
class Stamped(object):
    made = Column(DateTime)
    @declared_attr
    def maker(cls):
        return Column(ForeignKey('notes.id'))
class Note(Stamped, Base):
    __tablename__ = 'notes'
    id = Column(Integer, primary_key=True)`,
    },
    'create table notes (made timestamp, id serial primary key, maker integer references notes(id));',
  ],
  [
    'single table, joined and concrete inheritance',
    'postgresql',
    `${NEW}
class Employee(Base):
    __tablename__ = 'employee'
    id: Mapped[int] = mapped_column(primary_key=True)
    type: Mapped[str]
    __mapper_args__ = {'polymorphic_on': 'type'}
class Manager(Employee):
    data: Mapped[Optional[str]]
class Engineer(Employee):
    __tablename__ = 'engineer'
    id: Mapped[int] = mapped_column(ForeignKey('employee.id'), primary_key=True)
    skill: Mapped[str]`,
    `create table employee (id serial primary key, type varchar not null, data varchar);
     create table engineer (id integer primary key references employee(id), skill varchar not null);`,
  ],
  [
    'Table and what stands beside it: indexes, SQL that listens',
    'postgresql',
    `import sqlalchemy as sa
from sqlalchemy import event
metadata = sa.MetaData(schema='shop', naming_convention={'ix': 'ix_%(column_0_label)s', 'uq': 'uq_%(table_name)s_%(column_0_name)s', 'fk': 'fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s', 'pk': 'pk_%(table_name)s', 'ck': 'ck_%(table_name)s_%(constraint_name)s'})
users = sa.Table('users', metadata, sa.Column('id', sa.Integer, primary_key=True), sa.Column('name', sa.String(20), unique=True, index=False), sa.CheckConstraint("name <> ''", name='named'))
tags = sa.Table('tags', metadata, sa.Column('user_id', sa.ForeignKey('users.id'), primary_key=True), sa.Column('word', sa.Text, primary_key=True, index=True), schema='other')
sa.Index('by_name', sa.func.lower(users.c.name), unique=True)
event.listen(metadata, 'after_create', sa.DDL('CREATE VIEW named AS SELECT id FROM shop.users').execute_if(dialect='postgresql'))
event.listen(metadata, 'after_create', sa.DDL('CREATE VIEW lite AS SELECT 1').execute_if(dialect='sqlite'))`,
    `create table shop.users (id serial constraint pk_users primary key, name varchar(20) constraint uq_users_name unique, constraint ck_users_named check (name <> ''));
     create table other.tags (user_id integer not null constraint fk_tags_user_id_users references shop.users(id), word text not null, constraint pk_tags primary key (user_id, word));
     create index ix_other_tags_word on other.tags (word); create unique index by_name on shop.users (lower(name));`,
  ],
  [
    'attributes of classes where columns are meant: keys, indexes beside the class, columns with other names',
    'postgresql',
    `${NEW}
class Case(Base):
    __tablename__ = 'cases'
    id: Mapped[int] = mapped_column(primary_key=True)
    label = mapped_column('label_text', String(9))
    __table_args__ = (UniqueConstraint(label), Index('by_label', func.lower(label)), CheckConstraint(label != 'x', name='no_x'))
class Dispute(Case):
    claim_id: Mapped[Optional[int]] = mapped_column(ForeignKey(Case.id, ondelete='restrict'))
Index('one_dispute', Dispute.claim_id, unique=True, postgresql_where=text('claim_id IS NOT NULL'))
Index('lower_label', func.lower(Case.label), Case.id.desc())`,
    `create table cases (id serial primary key, label_text varchar(9), claim_id integer references cases(id) on delete restrict, unique (label_text), constraint no_x check (label_text != 'x'));
     create index by_label on cases (lower(label_text)); create unique index one_dispute on cases (claim_id) where claim_id IS NOT NULL;
     create index lower_label on cases (lower(label_text), id desc);`,
  ],
  [
    'Flask-SQLAlchemy: names made of the class, tables of db, models under models',
    'sqlite',
    {
      'requirements.txt': 'Flask-SQLAlchemy==3.1\nSQLAlchemy<2\n',
      'app/__init__.py': 'from flask_sqlalchemy import SQLAlchemy\ndb = SQLAlchemy()\n',
      'app/models.py': `from app import db
tags = db.Table('tags', db.Column('tag_id', db.Integer, db.ForeignKey('blog_tag.id'), primary_key=True), db.Column('post_id', db.ForeignKey('posts.id'), primary_key=True))
class BlogTag(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(20), nullable=False)
class Post(db.Model):
    __tablename__ = 'posts'
    id = db.Column(db.Integer, primary_key=True)
    title = db.Column(db.Unicode(80))
class LongPost(Post):
    more = db.Column(db.Text)`,
    },
    `create table tags (tag_id integer not null references blog_tag(id), post_id integer not null references posts(id), primary key (tag_id, post_id));
     create table blog_tag (id integer not null primary key, name VARCHAR(20) not null);
     create table posts (id integer not null primary key, title VARCHAR(80), more TEXT);`,
  ],
  [
    'SQLModel: fields, their bases first, link tables and columns of SQLAlchemy',
    'postgresql',
    `import uuid
from datetime import datetime
from decimal import Decimal
from typing import Optional
from sqlalchemy import Column, DateTime, JSON
from sqlmodel import Field, Relationship, SQLModel
class HeroBase(SQLModel):
    name: str = Field(index=True, max_length=40)
    age: Optional[int] = Field(default=None, ge=0)
class Team(SQLModel, table=True):
    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    heroes: list['Hero'] = Relationship(back_populates='team')
class Hero(HeroBase, table=True):
    id: int | None = Field(default=None, primary_key=True)
    team_id: uuid.UUID | None = Field(default=None, foreign_key='team.id', ondelete='SET NULL')
    secret: str = Field(unique=True)
    pay: Decimal = Field(default=0, max_digits=5, decimal_places=3)
    made: datetime = Field(sa_column=Column(DateTime(timezone=True), nullable=False))
    seen: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    meta: dict = Field(default_factory=dict, sa_column=Column('extra', JSON))
    team: Team | None = Relationship(back_populates='heroes')
class HeroOut(HeroBase):
    id: int`,
    `create table team (id uuid primary key);
     create table hero (name varchar(40) not null, age integer, id serial primary key, team_id uuid references team(id) on delete set null, secret varchar not null unique,
       pay numeric(5,3) not null, made timestamptz not null, seen timestamptz, extra json);
     create index ix_hero_name on hero (name);`,
  ],
];

describe('the models of SQLAlchemy', () => {
  it.each(CASES)('%s', (_, dialect, models, sql) => {
    const files = typeof models === 'string' ? { 'models.py': models } : models;
    expect(summaryOfFiles(files, dialect)).toEqual(sqlSummary(sql, dialect));
  });

  it('says of what it cannot tell where that stands', () => {
    expect(
      unreadIn({
        'models.py': `${OLD}
import os
class A(Base):
    __tablename__ = os.environ['TABLE']
    id = Column(Integer, primary_key=True)
class B(Base):
    __tablename__ = 'b'
    id = Column(Unheard, primary_key=True)
    kind = Column(Enum(Elsewhere, name='kind'))`,
      }),
    ).toEqual([
      'A: the name of this table cannot be told without running it',
      'Unheard: this type is of no library that is known, so what it is in the database is not known',
      "Enum(Elsewhere, name='kind'): the values of this enumeration cannot be told without running it",
    ]);
  });

  it('takes nothing for a table that is none', () => {
    const text = `${OLD}
from pydantic import BaseModel
class Mixin:
    id = Column(Integer, primary_key=True)
class Form(BaseModel):
    __tablename__ = 'form'
    id: int
class Abstract(Base):
    __abstract__ = True
    __tablename__ = 'abstract'
    id = Column(Integer, primary_key=True)
def make():
    class Inner(Base):
        __tablename__ = 'inner'
        id = Column(Integer, primary_key=True)
seen = Table('seen', Base.metadata, autoload_with=engine)
`;
    expect(operationsOf({ 'models.py': text }, 'postgresql')).toEqual([]);
  });
});

describe('the files of models', () => {
  it('are found below the manifest that names SQLAlchemy, Flask-SQLAlchemy or SQLModel', () => {
    const model = "from sqlalchemy.dialects.postgresql import UUID\nclass A(Base):\n    __tablename__ = 'a'\n";
    expect(
      found('sqlalchemy', [], {
        'api/requirements.txt': 'fastapi\nsqlalchemy[asyncio]>=2\n',
        'api/app/models/a.py': model,
        'api/app/models/base.py': 'from sqlalchemy.orm import DeclarativeBase\nclass Base(DeclarativeBase): pass\n',
        'api/app/main.py': 'print(1)\n',
        'api/alembic/versions/1.py': "down_revision = None\nop.create_table('a', sa.Column('b'))\n",
        'web/models.py': model,
      }),
    ).toEqual(['api/app/models [postgresql]: api/app/models/a.py, api/app/models/base.py']);
  });

  it('are not looked for where nothing depends on it', () => {
    expect(
      found('sqlalchemy', [], {
        'requirements.txt': 'rich\n',
        'a.py': "from rich.table import Table\nt = Table(title='a')\n",
      }),
    ).toEqual([]);
  });
});
