import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Numbered } from './numbered.js';

@Entity({ tableName: 'authors' })
export class Author extends Numbered {
  @Property({ type: 'text' })
  name!: string;

  @Property({ type: 'date' })
  born?: string;
}
