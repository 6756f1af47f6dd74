export { parsePrisma } from './parse';
export type { Argument, Attribute, Block, Document, Field, Member, Range, Value, Word } from './syntax';
