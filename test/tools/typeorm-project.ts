/** A project of our own with most that TypeORM's entities can say; the types are for the three engines that the test builds. */
const ACCOUNTS = `
import { BaseEntity, Check, Column, CreateDateColumn, DeleteDateColumn, Entity, Generated, Index, JoinColumn, JoinTable, ManyToMany,
  ManyToOne, OneToMany, OneToOne, PrimaryColumn, PrimaryGeneratedColumn, Unique, UpdateDateColumn, VersionColumn } from 'typeorm';

export enum Level { Low = 'low', High = 'high' }
export enum Rank { First = 1, Second = 2 }

export abstract class Stamped extends BaseEntity {
  @CreateDateColumn() createdAt: Date;
  @UpdateDateColumn({ name: 'changed_at' }) updatedAt: Date;
  @DeleteDateColumn() deletedAt: Date;
  @VersionColumn() version: number;
}

@Entity()
export class Country {
  @PrimaryColumn({ length: 2 }) code: string;
  @Column({ unique: true }) name: string;
}

export class Address {
  @Column({ length: 80 }) street: string;
  @Column({ nullable: true }) city: string;
  @ManyToOne(() => Country, { nullable: true, onDelete: 'SET NULL' }) country: Country;
}

export class Contact {
  @Column({ default: '' }) phone: string;
  @Column(() => Address) address: Address;
}

@Entity('people')
@Index(['lastName', 'firstName'])
@Index('people_nick', ['nick'], { unique: true })
@Unique(['firstName', 'lastName', 'level'])
@Unique('people_nick_level', (person) => [person.nick, person.level])
@Check('"height" > 0')
export class HTTPPerson extends Stamped {
  @PrimaryGeneratedColumn() id: number;
  @Column({ name: 'first_name', length: 40 }) firstName: string;
  @Column() lastName: string;
  @Column({ nullable: true, length: 30 }) @Index() nick: string;
  @Column({ type: 'simple-enum', enum: Level, default: Level.Low }) level: Level;
  @Column({ default: Rank.First }) rank: Rank;
  @Column('decimal', { precision: 6, scale: 2, default: 1.5 }) height: string;
  @Column({ default: true }) active: boolean;
  @Column({ default: -1 }) points: number;
  @Column({ default: "it" }) word: string;
  @Column('simple-array') tags: string[];
  @Column('simple-json', { nullable: true }) settings: object;
  @Column('bigint', { default: 0 }) big: string;
  @Column('smallint', { nullable: true }) small: number;
  @Column('date', { nullable: true }) born: string;
  @Column('text', { default: null }) about: string;
  @Column({ default: () => 'CURRENT_TIMESTAMP' }) seen: Date;
  @Column(() => Contact) contact: Contact;
  @Column(() => Address, { prefix: 'work' }) office: Address;
  @Column(() => Address, { prefix: false }) plain: Address;
  @OneToOne(() => HTTPPerson, { onDelete: 'CASCADE' }) @JoinColumn() spouse: HTTPPerson;
  @ManyToOne(() => Country, { nullable: false, onUpdate: 'CASCADE' }) @JoinColumn({ name: 'origin' }) born_in: Country;
  @ManyToMany(() => HTTPPerson, (person) => person.friendOf) @JoinTable() friends: HTTPPerson[];
  @ManyToMany(() => HTTPPerson, (person) => person.friends) friendOf: HTTPPerson[];
  @OneToMany(() => Note, (note) => note.author) notes: Note[];
}

@Entity()
export class Note {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column() @Generated('uuid') token: string;
  @Column() authorId: number;
  @ManyToOne(() => HTTPPerson, (person) => person.notes) author: HTTPPerson;
  @ManyToOne(() => Note, { createForeignKeyConstraints: false }) parent: Note;
  @ManyToOne(() => Country) @JoinColumn({ name: 'countryName', referencedColumnName: 'name', foreignKeyConstraintName: 'note_country' }) country: Country;
  @ManyToMany(() => Label, { onDelete: 'RESTRICT' })
  @JoinTable({ name: 'note_labels', joinColumn: { name: 'note' }, inverseJoinColumns: [{ name: 'owner', referencedColumnName: 'owner' }, { name: 'label', referencedColumnName: 'name' }] })
  labels: Label[];
}

@Entity()
export class Label {
  @PrimaryColumn() owner: number;
  @PrimaryColumn({ length: 20 }) name: string;
  @Column({ select: false, update: false, comment: 'a comment', length: 7 }) colour: string;
  @OneToMany(() => Use, (use) => use.label) uses: Use[];
}

@Entity()
@Index(['label'])
export class Use {
  @PrimaryGeneratedColumn() id: number;
  @ManyToOne(() => Label, (label) => label.uses) label: Label;
}
`;

const SHARED = `
import { ChildEntity, Column, Entity, EntitySchema, ManyToOne, PrimaryGeneratedColumn, TableInheritance, Tree, TreeChildren, TreeLevelColumn, TreeParent } from 'typeorm';
import { HTTPPerson } from './accounts';

@Entity()
@TableInheritance({ column: { type: 'varchar', name: 'kind' } })
export class Content {
  @PrimaryGeneratedColumn() id: number;
  @Column() title: string;
}
@ChildEntity() export class Photo extends Content { @Column() size: string; }
@ChildEntity('q') export class Question extends Content {
  @Column() answers: number;
  @ManyToOne(() => HTTPPerson) asker: HTTPPerson;
}

@Entity() @Tree('closure-table') export class Category {
  @PrimaryGeneratedColumn() id: number;
  @TreeParent() parent: Category;
  @TreeChildren() children: Category[];
  @TreeLevelColumn() level: number;
}
@Entity() @Tree('materialized-path') export class Folder {
  @PrimaryGeneratedColumn() id: number;
  @TreeParent({ onDelete: 'CASCADE' }) parent: Folder;
  @TreeChildren() children: Folder[];
}
@Entity() @Tree('nested-set') export class Division {
  @PrimaryGeneratedColumn() id: number;
  @TreeParent() parent: Division;
  @TreeChildren() children: Division[];
}
@Entity({ synchronize: false }) export class Elsewhere { @PrimaryGeneratedColumn() id: number; }

export const Land = new EntitySchema({ name: 'Land', tableName: 'lands', columns: { code: { type: 'varchar', length: 3, primary: true } } });
export const City = new EntitySchema({
  name: 'City',
  columns: {
    id: { type: Number, primary: true, generated: true },
    name: { type: String, unique: true, length: 50 },
    people: { type: 'int', nullable: true, default: 7 },
    at: { type: Date, createDate: true },
  },
  relations: {
    country: { type: 'many-to-one', target: 'Land', joinColumn: { name: 'country_code' }, onDelete: 'CASCADE', nullable: false },
    twins: { type: 'many-to-many', target: 'City', joinTable: true },
  },
  indices: [{ name: 'city_people', columns: ['people'] }, { columns: ['country', 'name'], unique: true }],
  uniques: [{ columns: ['name', 'people'] }],
  checks: [{ expression: '"people" > 1' }],
});
`;

/** What only PostgreSQL has. */
const POSTGRES = `
import { Column, Entity, Exclusion, Index, PrimaryColumn, PrimaryGeneratedColumn, ViewEntity } from 'typeorm';

@Entity({ schema: 'extra', name: 'Bookings', comment: 'What is booked' })
@Exclusion('USING gist ("during" WITH &&)')
@Index(['state'], { where: '"state" IS NOT NULL' })
export class Booking {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @Column('tsrange') during: string;
  @Column({ type: 'enum', enum: ['on', 'off'], array: true, default: ['on'] }) states: string[];
  @Column({ type: 'enum', enum: ['on', 'off'], enumName: 'BookingState', nullable: true }) state: string;
  @Column('text', { array: true, default: {}, nullable: true }) words: string[];
  @Column('jsonb', { default: {} }) meta: object;
  @Column('timestamptz', { precision: 3, default: () => 'CURRENT_TIMESTAMP(3)' }) at: Date;
  @Column('character varying', { length: 12, collation: 'C' }) short: string;
  @Column('numeric', { nullable: true }) free: string;
  @Column('interval', { nullable: true }) span: string;
  @Column('varchar', { generatedType: 'STORED', asExpression: 'upper("short")', nullable: true }) loud: string;
  @Column('inet', { nullable: true }) address: string;
  @Column('double precision', { default: 0.5 }) share: number;
}

@ViewEntity({ expression: 'SELECT "id", "title" FROM "content"' }) export class Titles {}
`;

const RUN = `
require('reflect-metadata');
const { DataSource, DefaultNamingStrategy } = require('typeorm');
const accounts = require('./accounts'), shared = require('./shared');
const postgres = process.env.DBTYPE === 'postgres' ? require('./postgres') : {};
const isEntity = (one) => typeof one === 'function' || one instanceof require('typeorm').EntitySchema;
const source = new DataSource({
  type: process.env.DBTYPE, database: process.env.DBNAME, host: '127.0.0.1', port: Number(process.env.DBPORT), username: process.env.DBUSER,
  entities: [accounts, shared, postgres].flatMap((module) => Object.values(module)).filter(isEntity),
});
source.initialize().then(async () => {
  if (process.env.DBTYPE === 'postgres') await source.query('CREATE SCHEMA IF NOT EXISTS extra');
  await source.synchronize();
  await source.destroy();
}).catch((error) => { console.error(error); process.exit(1); });
`;

/** The files as they are read: for PostgreSQL with what only it has. */
export function typeormProject(
  version: string,
  engine: 'postgresql' | 'mariadb' | 'sqlite',
): Readonly<Record<string, string>> {
  return {
    'package.json': JSON.stringify({ dependencies: { typeorm: version } }),
    'accounts.ts': ACCOUNTS,
    'shared.ts': SHARED,
    ...(engine === 'postgresql' ? { 'postgres.ts': POSTGRES } : {}),
  };
}

export const RUN_SCRIPT = RUN;
