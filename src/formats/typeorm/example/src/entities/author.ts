import { Column, Entity } from 'typeorm';
import { Id } from './numbered';

@Entity('authors')
export class Author {
  @Id('authors_pkey')
  id: string;

  @Column('text')
  name: string;

  @Column({ type: 'date', nullable: true })
  born: string | null;
}
