import { describe, expect, it } from 'vitest';
import { hashedName } from '../../src/formats/jpa/naming';
import { type Dialect, foldAll, type Operation } from '../../src/model';
import { readSql } from '../../src/sql';
import { withGrammars } from '../support/grammars';
import { summaryOf } from './summary';
import { formatOf, portOf } from './support';

withGrammars('java');

type Files = Readonly<Record<string, string>>;

const SPRING = { 'pom.xml': '<artifactId>spring-boot-starter-data-jpa</artifactId>' };
const VALIDATED = {
  'src/main/resources/application.yml': 'spring:\n  jpa:\n    hibernate:\n      ddl-auto: validate\n',
};
const PLAIN = { 'pom.xml': '<artifactId>hibernate-core</artifactId>' };

const HEAD = 'package shop;\nimport jakarta.persistence.*;\nimport java.util.*;\n';

/** Classes as files of one package, with the build file and settings of a project. */
function operationsOf(
  classes: Files,
  dialect: Dialect,
  project: Files = { ...SPRING, ...VALIDATED },
): readonly Operation[] {
  const sources = Object.entries(classes).map(([name, text]) => {
    const path = `src/main/java/shop/${name}.java`;
    return { path, uri: `file:///${path}`, text: text.startsWith('package') ? text : HEAD + text };
  });
  const all: Files = { ...project, ...Object.fromEntries(sources.map(({ path, text }) => [path, text])) };
  const reads = formatOf('jpa').readTogether?.(sources, { dialect, neighbour: (name) => all[name] }) ?? [];
  return reads.flatMap(({ up }) => up.statements.flatMap(({ operations }) => operations));
}

const tablesOf = (classes: Files, dialect: Dialect, project?: Files) =>
  summaryOf(foldAll(dialect, operationsOf(classes, dialect, project))).tables;

const sqlTables = (text: string, dialect: Dialect) =>
  summaryOf(
    foldAll(
      dialect,
      readSql('file:///e.sql', text, dialect).statements.flatMap(({ operations }) => operations),
    ),
  ).tables;

const entity = (name: string, body: string, before = '', id = '@Id Long id;') =>
  ({ [name]: `${before} @Entity class ${name} { ${id} ${body} }` }) as Files;

/** Entities, and the SQL that Hibernate makes of them. */
const CASES: readonly (readonly [string, Dialect, Files, string])[] = [
  [
    'types of Java on PostgreSQL, primitives never NULL, names in underscores',
    'postgresql',
    entity(
      'AllTypes',
      `String firstName; @Column(length = 40) String nick; boolean active; Boolean maybe; int age; Short s; byte b; float f; Double d;
       java.math.BigDecimal amount; @Column(precision = 12, scale = 3) java.math.BigDecimal price; java.math.BigInteger big;
       java.time.LocalDate day; java.time.LocalDateTime at; java.time.Instant moment; java.time.OffsetDateTime zoned; java.time.LocalTime hour;
       UUID token; byte[] data; @Lob byte[] file; @Lob String body; java.time.Duration took; Locale locale; char letter; String[] tags;
       static int COUNT; transient String gone; @Transient String left;`,
    ),
    `create table all_types (id bigint not null primary key, first_name varchar(255), nick varchar(40), active boolean not null, maybe boolean,
       age integer not null, s smallint, b smallint not null, f real not null, d double precision, amount numeric(38,2), price numeric(12,3),
       big numeric(38,0), day date, at timestamp(6), moment timestamp(6) with time zone, zoned timestamp(6) with time zone, hour time(6),
       token uuid, data bytea, file oid, body oid, took numeric(21,0), locale varchar(255), letter char(1) not null, tags varchar(255)[]);`,
  ],
  [
    'types of Java on MySQL',
    'mysql',
    entity(
      'T',
      `boolean b; Double d; String s; @Column(length = 20000) String t; @Lob String l; @Lob byte[] f; byte[] v; java.time.Instant i;
       java.math.BigDecimal n; UUID u; @Enumerated(EnumType.STRING) Kind k; enum Kind { B, A }`,
      '',
      '@Id @GeneratedValue(strategy = GenerationType.IDENTITY) Integer id;',
    ),
    `create table t (id integer not null auto_increment primary key, b bit not null, d double, s varchar(255), t text, l tinytext, f tinyblob,
       v varbinary(255), i datetime(6), n decimal(38,2), u binary(16), k enum('A','B'));`.replace(
      'create table T',
      'create table t',
    ),
  ],
  [
    'Hibernate 5 by the old package: its own types',
    'postgresql',
    {
      A: `package shop; import javax.persistence.*;
        @Entity class A { @Id Long id; java.time.Instant at; java.math.BigDecimal n; @Lob String l; @Enumerated K k; @Temporal(TemporalType.DATE) java.util.Date day; enum K { X } }`,
    },
    'create table a (id bigint not null primary key, at timestamp, n numeric(19,2), l text, k integer, day date);',
  ],
  [
    'embeddables with overrides, mapped superclasses with type parameters',
    'postgresql',
    {
      Base: '@MappedSuperclass abstract class Base<ID extends java.io.Serializable> { @Id ID id; @Version int version; String note; }',
      Address: '@Embeddable class Address { String street; @Column(name = "zip") String zipCode; }',
      User: `@Entity @Table(name = "users") @AttributeOverride(name = "note", column = @Column(name = "remark"))
        class User extends Base<UUID> { Address home; @AttributeOverrides({@AttributeOverride(name = "street", column = @Column(name = "work_street", nullable = false)),
          @AttributeOverride(name = "zipCode", column = @Column(name = "work_zip"))}) Address work; }`,
    },
    `create table users (id uuid not null primary key, version integer not null, remark varchar(255), street varchar(255), zip varchar(255),
       work_street varchar(255) not null, work_zip varchar(255));`,
  ],
  [
    'references, one to one unique, with actions and names',
    'postgresql',
    {
      ...entity('User', ''),
      ...entity(
        'Post',
        `@ManyToOne(optional = false) User author; @ManyToOne @JoinColumn(name = "ed", foreignKey = @ForeignKey(name = "fk_ed")) User editor;
         @OneToOne @JoinColumn(nullable = false) @org.hibernate.annotations.OnDelete(action = OnDeleteAction.CASCADE) User owner;
         @ManyToOne @JoinColumn(foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT)) User loose; @OneToOne(mappedBy = "x") User other;`,
      ),
    },
    `create table "user" (id bigint not null primary key);
     create table post (id bigint not null primary key, author_id bigint not null references "user", ed bigint, owner_id bigint not null unique references "user" on delete cascade,
       loose_id bigint, constraint fk_ed foreign key (ed) references "user");`,
  ],
  [
    'join tables: by the attribute with Spring, sets with a key, both sides of one',
    'postgresql',
    {
      Post: '@Entity class Post { @Id Long id; @ManyToMany Set<Tag> tags; @OneToMany List<Tag> many; @ElementCollection Set<String> words; @ElementCollection @OrderColumn List<Integer> marks; @ElementCollection Map<String, String> extra; }',
      Tag: '@Entity class Tag { @Id Integer id; @ManyToMany(mappedBy = "tags") List<Post> posts; }',
    },
    `create table post (id bigint not null primary key);
     create table tag (id integer not null primary key);
     create table post_tags (posts_id bigint not null references post, tags_id integer not null references tag, primary key (posts_id, tags_id));
     create table post_many (post_id bigint not null references post, many_id integer not null unique references tag);
     create table post_words (post_id bigint not null references post, words varchar(255));
     create table post_marks (post_id bigint not null references post, marks integer, marks_order integer not null, primary key (post_id, marks_order));
     create table post_extra (post_id bigint not null references post, extra varchar(255), extra_key varchar(255) not null, primary key (post_id, extra_key));`,
  ],
  [
    'one to many with a join column puts the key at the other side',
    'postgresql',
    {
      Order:
        '@Entity @Table(name = "orders") class Order { @Id Long id; @OneToMany @JoinColumn(name = "order_id", nullable = false) List<Line> lines; }',
      ...entity('Line', ''),
    },
    `create table orders (id bigint not null primary key);
     create table line (id bigint not null primary key, order_id bigint not null references orders);`,
  ],
  [
    'a hierarchy in one table, its subclasses’ columns NULL, with what tells them apart',
    'postgresql',
    {
      Animal: '@Entity @DiscriminatorColumn(name = "kind", length = 10) abstract class Animal { @Id Long id; }',
      Cat: '@Entity class Cat extends Animal { int lives; @Column(nullable = false) String colour; }',
      Dog: '@Entity class Dog extends Animal { @ManyToOne(optional = false) Cat friend; }',
    },
    `create table animal (id bigint not null primary key, kind varchar(10) not null, lives integer, colour varchar(255), friend_id bigint references animal);`,
  ],
  [
    'a hierarchy in joined tables, and one with a table for each class',
    'postgresql',
    {
      Party: '@Entity @Inheritance(strategy = InheritanceType.JOINED) class Party { @Id Long id; String name; }',
      Person: '@Entity @PrimaryKeyJoinColumn(name = "party_id") class Person extends Party { String title; }',
      Shape:
        '@Entity @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS) abstract class Shape { @Id Long id; int area; }',
      Circle: '@Entity class Circle extends Shape { int radius; }',
    },
    `create table party (id bigint not null primary key, name varchar(255));
     create table person (party_id bigint not null primary key references party, title varchar(255));
     create table circle (id bigint not null primary key, area integer not null, radius integer not null);`,
  ],
  [
    'identifiers of several parts: embedded, by class, by association',
    'postgresql',
    {
      ...entity('User', ''),
      Key: '@Embeddable class Key implements java.io.Serializable { @Column(name = "grp") String group; Long userId; }',
      Member:
        '@Entity class Member { @EmbeddedId Key key; @MapsId("userId") @ManyToOne @JoinColumn(name = "usr") User user; }',
      Vote: '@Entity @IdClass(VoteId.class) class Vote { @Id @ManyToOne User voter; @Id int round; @ManyToOne @JoinColumns({@JoinColumn(name = "m_grp", referencedColumnName = "grp"), @JoinColumn(name = "m_usr", referencedColumnName = "usr")}) Member member; }',
      Profile: '@Entity class Profile { @Id Long id; @MapsId @OneToOne User user; String bio; }',
    },
    `create table "user" (id bigint not null primary key);
     create table member (grp varchar(255) not null, usr bigint not null references "user", primary key (grp, usr));
     create table vote (voter_id bigint not null references "user", round integer not null, m_grp varchar(255), m_usr bigint, primary key (voter_id, round), foreign key (m_grp, m_usr) references member (grp, usr));
     create table profile (user_id bigint not null primary key references "user", bio varchar(255));`,
  ],
  [
    'constants, indexes, unique constraints, checks, defaults and definitions in SQL',
    'postgresql',
    {
      Names: 'final class Names { static final String PRE = "app_"; static final String T = PRE + "things"; }',
      Thing: `@Entity @Table(name = Names.T, schema = "stock", indexes = {@Index(name = "ix_a", columnList = "userName, at DESC"), @Index(columnList = "code", unique = true, name = "ux")},
          uniqueConstraints = {@UniqueConstraint(name = "uq_thing", columnNames = {"code", "userName"})})
        class Thing { @Id Long id; String userName; @Column(unique = true, length = Thing.MAX) String code; static final int MAX = 8; java.time.LocalDate at;
          @org.hibernate.annotations.ColumnDefault("7") int n; @Column(columnDefinition = "varchar(20) not null default 'x'") String c; @Formula("1 + 1") int f; @Convert(converter = Yes.class) Boolean yes; }`,
      Yes: 'class Yes implements AttributeConverter<Boolean, String> {}',
    },
    `create table stock.app_things (id bigint not null primary key, user_name varchar(255), code varchar(8), at date, n integer not null default 7,
       c varchar(20) not null default 'x', yes varchar(255), unique (code), constraint uq_thing unique (code, user_name));
     create index ix_a on stock.app_things (user_name, at desc);`,
  ],
  [
    'Bean Validation as far as tables go by it',
    'postgresql',
    entity(
      'V',
      '@NotBlank @Size(max = 12) String a; @NotNull(groups = Late.class) String b; @Digits(integer = 6, fraction = 2) java.math.BigDecimal c; @NotEmpty List<String> d; @Email String e;',
    ),
    'create table v (id bigint not null primary key, a varchar(12) not null, b varchar(255), c numeric(8,2), d varchar(255)[] not null, e varchar(255));',
  ],
];

describe('JPA', () => {
  it.each(CASES)('reads %s', (_, dialect, classes, sql) => {
    expect(tablesOf(classes, dialect)).toEqual(sqlTables(sql, dialect));
  });

  it('names nothing by itself in a project that makes its schema otherwise, and as Hibernate does where that makes it', () => {
    const classes = { ...entity('User', ''), ...entity('Post', '@ManyToOne User author;') };
    const keys = (project: Files) =>
      operationsOf(classes, 'postgresql', project).flatMap((one) =>
        one.kind === 'createTable'
          ? one.constraints.flatMap((key) => (key.kind === 'foreignKey' ? [key.name?.name] : []))
          : [],
      );
    expect(keys({ ...SPRING, ...VALIDATED })).toEqual([undefined]);
    expect(keys(SPRING)[0]).toMatch(/^FK[0-9a-y]{20,26}$/);
  });

  it('hashes names of constraints as Hibernate does', () => {
    expect(hashedName('UK_', 'users', ['email'])).toBe('UK_6dotkott2kjsp8vw4d0m25fb7');
    expect(hashedName('UK', 'users', ['username'])).toBe('UKr43af9ap4edm43mmtq01oddj6');
    expect(hashedName('FK', 'user_roles', ['user_id'], 'users')).toBe('FKhfh9dx7w3ubf1co1vdev94g3f');
  });

  it('keeps names as they are without Spring, as the engine keeps them', () => {
    const classes = entity('UserAccount', 'String firstName; @Column(name = "`Quoted`") String q;');
    expect(
      Object.entries(tablesOf(classes, 'postgresql', PLAIN)).map(([name, { columns }]) => [name, columns]),
    ).toEqual([
      ['useraccount', ['id bigint not null', 'firstname character varying(255)', 'Quoted character varying(255)']],
    ]);
    expect(Object.keys(tablesOf(classes, 'mysql', PLAIN))).toEqual(['useraccount']);
  });

  it.each([
    ['postgresql', 'jakarta', 'post_seq'],
    ['postgresql', 'javax', 'hibernate_sequence'],
  ] as const)('numbers rows on %s with %s.persistence by %s', (dialect, prefix, sequence) => {
    const text = `package shop; import ${prefix}.persistence.*; @Entity class Post { @Id @GeneratedValue Long id; }`;
    const made = operationsOf({ Post: text }, dialect).flatMap((one) =>
      one.kind === 'createSequence' ? [one.sequence.name] : [],
    );
    expect(made).toEqual([sequence]);
  });

  it('reads properties where the identifier is one', () => {
    const classes = entity(
      'P',
      'String hidden; String getTitle() { return hidden; } void setTitle(String t) {} boolean isOpen() { return true; } @Transient int getSum() { return 1; }',
      '',
      'Long id; @Id public Long getId() { return id; }',
    );
    expect(tablesOf(classes, 'postgresql').p?.columns).toEqual([
      'id bigint not null',
      'title character varying(255)',
      'open boolean not null',
    ]);
  });

  it('says which types are not known, and still has the column', () => {
    const operations = operationsOf(entity('M', 'Money price;'), 'postgresql');
    expect(operations).toMatchObject([
      { kind: 'createTable', columns: [{ name: { name: 'id' } }, { name: { name: 'price' } }] },
      { kind: 'opaque', text: 'price', reason: 'the type Money is not known' },
    ]);
  });

  it('finds enumerations in other modules of the build, and knows how one is kept that is not there', () => {
    const project = {
      ...SPRING,
      ...VALIDATED,
      'pom.xml': '<modules><module>common</module></modules> spring-boot',
      'common/pom.xml': '<modules><module>data</module></modules>',
      'common/data/src/main/java/org/kinds/Kind.java': 'package org.kinds; public enum Kind { A, B }',
    };
    const text = `package shop; import jakarta.persistence.*; import org.kinds.Kind; import lib.Other;
      @Entity class Thing { @Id Long id; Kind kind; @Enumerated(EnumType.STRING) Other other; @Enumerated Other third; }`;
    expect(tablesOf({ Thing: text }, 'postgresql', project).thing?.columns).toEqual([
      'id bigint not null',
      'kind smallint',
      'other character varying(255)',
      'third smallint',
    ]);
  });

  it('is found below a build file, one database for those that name each other, the dialect by the configuration', () => {
    const at = (module: string, name: string) => `${module}/src/main/java/${module}/${name}.java`;
    const text = (module: string, name: string, imports = '') =>
      `package ${module};\nimport jakarta.persistence.Entity;\n${imports}\n@Entity class ${name} {}`;
    const files = {
      'pom.xml': '<project/>',
      'a/pom.xml': '<project/>',
      'a/src/main/resources/application.properties': 'spring.datasource.url=jdbc:mysql://localhost/a',
      [at('a', 'One')]: text('a', 'One'),
      'b/pom.xml': '<project/>',
      'b/src/main/resources/application.yml': 'spring:\n  datasource:\n    url: jdbc:postgresql://x/b',
      [at('b', 'Two')]: text('b', 'Two'),
      [at('c', 'Three')]: text('c', 'Three', 'import b.Two;'),
      'c/pom.xml': '<project/>',
      'c/src/main/java/c/Service.java': 'package c; import jakarta.persistence.EntityManager; class Service {}',
    };
    const located = formatOf('jpa').locate(portOf(files));
    expect(located.map((one) => [one.kind === 'models' && one.paths, one.dialect?.dialect])).toEqual([
      [[at('a', 'One')], 'mysql'],
      [[at('b', 'Two'), at('c', 'Three')], 'postgresql'],
    ]);
  });
});
