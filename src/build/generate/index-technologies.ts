import { folderIndex } from '../folder-index';

/** Every technology in its folder, by the name of its file. */
export const generate = () =>
  folderIndex({
    folder: 'src/advise/technologies/catalogue',
    step: 'index-technologies.ts',
    exports: 'technology',
    type: 'Technology',
    from: '../technology',
    list: 'catalogue',
    comment: 'Everything that the catalogue knows.',
  });
