import { folderIndex } from '../folder-index';

/** Every rule in its folder. */
export const generate = () =>
  folderIndex({
    folder: 'src/review/rules',
    step: 'index-rules.ts',
    exports: 'rule',
    type: 'Rule',
    from: '../rule',
    list: 'rules',
    comment: 'Every check that there is.',
  });
