import { languageOf } from '../../code';
import type { DialectEvidence, FilePort, Located } from '../format';
import { ancestors, commonFolder, folderOf, groupBy, joinPath } from '../paths';

export function matches(path: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(path) && !/\.d\.[cm]?ts$/.test(path) && languageOf(path) !== undefined;
}

const PACKAGES = /"(mongoose|@nestjs\/mongoose|@typegoose\/typegoose|typegoose)"\s*:/;

/** What a file has that declares a schema or makes a model. */
const SCHEMA_WORDS = ['Schema(', 'Schema<', 'SchemaFactory', '@Schema', '@modelOptions', '@prop', 'TimeStamps'];
const MODEL_WORDS = [
  'model(',
  'model<',
  'getModelForClass',
  'getDiscriminatorModelForClass',
  'forFeature',
  '.discriminator(',
];

/** Files of a package that depends on Mongoose: those that declare schemas, and those that make models of them. */
export function locate(files: FilePort): readonly Located[] {
  const homes = new Map<string, string | undefined>();
  const dependsOn = (folder: string): string | undefined => {
    if (!homes.has(folder)) homes.set(folder, packageIn(files, folder));
    return homes.get(folder);
  };
  const found = files.paths.filter(matches).flatMap((path) => {
    const home = ancestors(folderOf(path)).find((folder) => dependsOn(folder) !== undefined);
    if (home === undefined) return [];
    const isSchema =
      files.mentions(path, SCHEMA_WORDS) && files.mentions(path, ['mongoose', 'typegoose', 'SchemaFactory']);
    const isModel =
      isSchema || (files.mentions(path, MODEL_WORDS) && files.mentions(path, ['mongoose', 'typegoose', 'Model']));
    return isModel ? [{ path, home, isSchema }] : [];
  });
  const groups = groupBy(found, ({ home }) => home);
  return [...groups].flatMap(([home, group]): readonly Located[] => {
    if (!group.some(({ isSchema }) => isSchema)) return [];
    const paths = group.map(({ path }) => path).sort();
    const because = `${dependsOn(home)} in ${joinPath(home, 'package.json')}`;
    const dialect: DialectEvidence = { dialect: 'mongodb', because };
    return [{ format: 'mongoose', kind: 'models', root: commonFolder(paths), paths, dialect }];
  });
}

function packageIn(files: FilePort, folder: string): string | undefined {
  const path = joinPath(folder, 'package.json');
  const text = files.has(path) ? files.text(path) : undefined;
  return text === undefined ? undefined : PACKAGES.exec(text)?.[1];
}
