import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Field as AstField, type Model as AstModel, getSchema } from '@mrleebo/prisma-ast';
import { describe, expect, it } from 'vitest';
import { parsePrisma } from '../../src/formats/prisma/psl';
import { exampleOf } from './support';

/** Another reader's word on what stands in a schema: blocks, fields, their types and attributes. */
function bySomebodyElse(text: string): unknown {
  return getSchema(text).list.flatMap((block) =>
    block.type === 'model' || block.type === 'view' ? [modelFacts(block as AstModel)] : [],
  );
}

function modelFacts(model: AstModel): unknown {
  const fields = model.properties
    .filter((one): one is AstField => one.type === 'field')
    .map((field) => {
      const type = typeof field.fieldType === 'string' ? field.fieldType : field.fieldType.name;
      const arity = field.array ? 'list' : field.optional ? 'optional' : 'required';
      return [
        field.name,
        type,
        arity,
        (field.attributes ?? []).map(({ group, name, args }) => [
          group === undefined ? name : `${group}.${name}`,
          args?.length ?? 0,
        ]),
      ];
    });
  const attributes = model.properties.flatMap((one) =>
    one.type === 'attribute' ? [[one.name, one.args?.length ?? 0]] : [],
  );
  return { name: model.name, fields, attributes };
}

function byUs(text: string): unknown {
  return parsePrisma(text).blocks.flatMap((block) => {
    if (block.kind !== 'model' && block.kind !== 'view') return [];
    const fields = block.members.flatMap((one) =>
      one.kind === 'field'
        ? [[one.name.text, one.type.text, one.arity, one.attributes.map(({ name, args }) => [name, args.length])]]
        : [],
    );
    const attributes = block.members.flatMap((one) =>
      one.kind === 'attribute' ? [[one.attribute.name, one.attribute.args.length]] : [],
    );
    return [{ name: block.name.text, fields, attributes }];
  });
}

describe('a second reader of Prisma schemas', () => {
  const fixtures = ['kinds.prisma', 'lite.prisma'].map((name) =>
    readFileSync(join(__dirname, 'fixtures', name), 'utf8'),
  );

  it('finds the same models, fields, types and attributes', () => {
    for (const text of [...fixtures, ...Object.values(exampleOf('prisma'))])
      expect(byUs(text)).toEqual(bySomebodyElse(text));
  });
});
