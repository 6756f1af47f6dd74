import { folderIndex } from '../folder-index';

/** Every tool in its folder. A tool's file has its name, so that one look finds it. */
export const generate = () =>
  folderIndex({
    folder: 'src/agent/tools',
    step: 'index-tools.ts',
    exports: 'tool',
    type: 'Tool',
    from: '../tool',
    list: 'tools',
    comment: 'Everything that a model can ask for.',
  });
