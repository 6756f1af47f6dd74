import type { Comment, LineIndex, ReadProblem } from '../model';
import type { Language } from './language';
import type { Stmt } from './tree';

/** One file of code. */
export interface CodeModule {
  readonly language: Language;
  readonly uri: string;
  readonly text: string;
  readonly lines: LineIndex;
  readonly body: readonly Stmt[];
  readonly comments: readonly Comment[];
  readonly problems: readonly ReadProblem[];
}
