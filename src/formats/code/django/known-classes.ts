/** Field classes of packages that many projects use: the class of Django that each is, with its default length. */
interface KnownClass {
  readonly type: string;
  readonly maxLength?: string;
}

const text = { type: 'TextField' } as const;
const moment = { type: 'DateTimeField' } as const;

const CLASSES: Readonly<Record<string, KnownClass>> = {
  // django-model-utils
  AutoCreatedField: moment,
  AutoLastModifiedField: moment,
  MonitorField: moment,
  StatusField: { type: 'CharField', maxLength: '100' },
  SplitField: text,
  UrlsafeTokenField: { type: 'CharField' },
  // django-extensions, django-autoslug
  CreationDateTimeField: moment,
  ModificationDateTimeField: moment,
  AutoSlugField: { type: 'SlugField' },
  ShortUUIDField: { type: 'CharField' },
  // Phone numbers, countries, money, languages, colours
  PhoneNumberField: { type: 'CharField', maxLength: '128' },
  CountryField: { type: 'CharField', maxLength: '2' },
  CurrencyField: { type: 'CharField', maxLength: '3' },
  MoneyField: { type: 'DecimalField' },
  // django-measurement
  MeasurementField: { type: 'FloatField' },
  LanguageField: { type: 'CharField' },
  ColorField: { type: 'CharField' },
  TimeZoneField: { type: 'CharField' },
  // Wagtail, editors
  RichTextField: text,
  StreamField: text,
  MarkdownField: text,
  MarkdownxField: text,
  RichTextUploadingField: text,
  CKEditor5Field: text,
  HTMLField: text,
  // Encrypted and compressed
  EncryptedTextField: text,
  EncryptedCharField: text,
  // Images and files
  ThumbnailerImageField: { type: 'ImageField' },
  VersatileImageField: { type: 'ImageField' },
  ProcessedImageField: { type: 'ImageField' },
  SorlImageField: { type: 'ImageField' },
  PrivateFileField: { type: 'FileField' },
  // Numbers that order things
  OrderWithRespectTo: { type: 'IntegerField' },
  OrderField: { type: 'IntegerField' },
  ULIDField: { type: 'UUIDField' },
  HalfVectorField: { type: 'VectorField' },
};

/** Classes that refer to another model as ForeignKey does. */
export const REFERENCES: ReadonlySet<string> = new Set([
  'ForeignKey',
  'OneToOneField',
  'TreeForeignKey',
  'TreeOneToOneField',
  'ParentalKey',
  'AutoOneToOneField',
  'ConvertingForeignKey',
]);

export const MANY_TO_MANY: ReadonlySet<string> = new Set([
  'ManyToManyField',
  'ParentalManyToManyField',
  'SortedManyToManyField',
  'TreeManyToManyField',
]);

/** Attributes of a model that are fields to Django and make no column. */
export const NO_COLUMN: ReadonlySet<string> = new Set([
  'GenericForeignKey',
  'GenericRelation',
  'TaggableManager',
  'ClusterTaggableManager',
  'ImageSpecField',
  'ForeignObject',
  'TaxedMoneyField',
]);

export function knownClass(name: string): KnownClass | undefined {
  return Object.hasOwn(CLASSES, name) ? CLASSES[name] : undefined;
}
