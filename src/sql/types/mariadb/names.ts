import { builtin, type MysqlType, type TypeNames } from '../mysql/names';

/** MariaDB knowledge base, "Data Types": the types that MySQL does not have or prints otherwise. */
const OWN: Readonly<Record<string, MysqlType>> = {
  // "JSON Data Type": an alias for LONGTEXT with a JSON_VALID check.
  json: { name: 'longtext', family: 'json' },
  // UUID since 10.7, INET6 since 10.5, INET4 since 10.10.
  uuid: { name: 'uuid', family: 'uuid' },
  inet4: { name: 'inet4', family: 'inet' },
  inet6: { name: 'inet6', family: 'inet' },
  xmltype: { name: 'xmltype', family: 'xml' },
  geometrycollection: { name: 'geometrycollection', family: 'geometry' },
  // "VECTOR", 11.7: the length must be given.
  vector: { name: 'vector', family: 'vector', args: 'vector' },
};

export const names: TypeNames = {
  find: (word) => (Object.hasOwn(OWN, word) ? OWN[word] : builtin(word)),
  printsWidth: 'always',
  yearWidth: '(4)',
};
