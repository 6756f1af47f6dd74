import { folderIndex } from '../folder-index';

/** Every pattern in its folder. */
export const generate = () =>
  folderIndex({
    folder: 'src/plan/patterns',
    step: 'index-patterns.ts',
    exports: 'pattern',
    type: 'Pattern',
    from: '../pattern',
    list: 'patterns',
    comment: 'Every way to make a change safely.',
  });
