import { PrimaryKey } from '@mikro-orm/decorators/legacy';

/** The key that most tables have. */
export abstract class Numbered {
  @PrimaryKey({ type: 'bigint', generated: 'identity' })
  id!: string;
}
