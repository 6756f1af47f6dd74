/** What GDPR, HIPAA, PCI DSS 4.0.1 and SOC 2 ask of each class of data, with the article or requirement. */
import type { DataClass } from './classes';

export type Regime = 'GDPR' | 'HIPAA' | 'PCI DSS 4.0.1' | 'SOC 2';

export interface Duty {
  readonly regime: Regime;
  readonly about: 'storage' | 'retention' | 'masking' | 'access' | 'audit' | 'encryption' | 'lawfulness' | 'breach';
  readonly text: string;
  /** Article, section or requirement. */
  readonly source: string;
}

const duty = (regime: Regime, about: Duty['about'], source: string, text: string): Duty => ({
  regime,
  about,
  source,
  text,
});

const GDPR: readonly Duty[] = [
  duty(
    'GDPR',
    'lawfulness',
    'Article 5(1)(b), Article 6',
    'A purpose and a legal ground for each column; no use for another purpose.',
  ),
  duty(
    'GDPR',
    'retention',
    'Article 5(1)(e), Article 17',
    'Kept no longer than the purpose needs; erasable on request, in copies too: plan the deletion when the table is made.',
  ),
  duty(
    'GDPR',
    'masking',
    'Article 25, Article 32(1)(a)',
    'As little as possible by default; pseudonyms where the person is not needed (reports, tests).',
  ),
  duty('GDPR', 'encryption', 'Article 32(1)(a)', 'Encryption as the risk demands, at rest and on the way.'),
  duty('GDPR', 'audit', 'Article 30, Article 5(2)', 'In the record of processing; who changed what must be shown.'),
  duty('GDPR', 'breach', 'Article 33, Article 34', 'A breach is reported within 72 hours.'),
];

const SPECIAL: readonly Duty[] = [
  duty('GDPR', 'lawfulness', 'Article 9', 'Forbidden unless an exception holds, such as explicit consent.'),
  duty('GDPR', 'lawfulness', 'Article 35(3)(b)', 'On a large scale an impact assessment comes first.'),
];

const HIPAA: readonly Duty[] = [
  duty(
    'HIPAA',
    'access',
    '45 CFR 164.312(a)(1), 164.502(b)',
    'Access for those who need it, no more than is necessary: roles, row security.',
  ),
  duty('HIPAA', 'audit', '45 CFR 164.312(b)', 'Every access to health information is recorded and can be examined.'),
  duty(
    'HIPAA',
    'encryption',
    '45 CFR 164.312(a)(2)(iv), 164.312(e)(2)(ii)',
    'Encrypted at rest and on the way (addressable: do it, or write down why not).',
  ),
  duty(
    'HIPAA',
    'masking',
    '45 CFR 164.514(b)',
    'Out of production only when de-identified: eighteen identifiers removed, or by an expert’s determination.',
  ),
  duty(
    'HIPAA',
    'retention',
    '45 CFR 164.316(b)(2)(i)',
    'Policies and their records are kept six years; how long medical records are kept, state law says.',
  ),
  duty('HIPAA', 'storage', '45 CFR 164.308(a)(7)', 'Backups that can be restored, and a plan for emergencies.'),
];

const CARD: readonly Duty[] = [
  duty(
    'PCI DSS 4.0.1',
    'retention',
    'Requirement 3.2.1',
    'Kept only as long as law or business needs, deleted at least every quarter when it is over.',
  ),
  duty('PCI DSS 4.0.1', 'masking', 'Requirement 3.4.1', 'Shown with the first digits (BIN) and the last four at most.'),
  duty(
    'PCI DSS 4.0.1',
    'encryption',
    'Requirement 3.5.1, 3.6, 3.7',
    'The number is unreadable wherever it is stored: tokens, keyed hashes or strong encryption with managed keys; encrypting the disk alone is not enough (3.5.1.2).',
  ),
  duty('PCI DSS 4.0.1', 'access', 'Requirement 7.2, 8.4', 'Access by need to know, with more than one factor.'),
  duty(
    'PCI DSS 4.0.1',
    'audit',
    'Requirement 10.2.1, 10.5.1',
    'Every access by a person is logged; logs are kept twelve months, three of them at hand.',
  ),
];

const SECURITY_CODE: readonly Duty[] = [
  duty(
    'PCI DSS 4.0.1',
    'storage',
    'Requirement 3.3.1',
    '**Must not be stored after authorization**, not even encrypted: drop this column.',
  ),
];

const SOC2: readonly Duty[] = [
  duty('SOC 2', 'access', 'CC6.1, CC6.2, CC6.3', 'Access is granted, reviewed and taken away by role.'),
  duty('SOC 2', 'encryption', 'CC6.1, CC6.7', 'Protected at rest, on the way and when it leaves.'),
  duty('SOC 2', 'audit', 'CC7.2, CC7.3', 'Unusual access is noticed and looked into.'),
  duty(
    'SOC 2',
    'retention',
    'C1.1, C1.2, P4.2, P4.3',
    'Confidential and personal data is known, kept as stated, and disposed of.',
  ),
];

const CREDENTIALS: readonly Duty[] = [
  duty(
    'PCI DSS 4.0.1',
    'encryption',
    'Requirement 8.3.2',
    'Passwords are unreadable at rest and on the way: a slow, salted hash (argon2id, scrypt, bcrypt), never a reversible form. Tokens and keys: store a hash where they are only compared.',
  ),
  duty('GDPR', 'encryption', 'Article 32', 'The same, as security of processing.'),
  duty('SOC 2', 'access', 'CC6.1', 'Secrets are kept apart and rotated.'),
];

const CHILDREN: readonly Duty[] = [
  duty(
    'GDPR',
    'lawfulness',
    'Article 8, Recital 38',
    'Online services to a child below 16 (13 in some states) need a parent’s consent; children have special protection.',
  ),
];

const BY_CLASS: Readonly<Record<DataClass, readonly (readonly Duty[])[]>> = {
  name: [GDPR, SOC2],
  contact: [GDPR, SOC2],
  address: [GDPR, SOC2],
  birth: [GDPR, SOC2],
  'government id': [GDPR, SOC2],
  'online id': [GDPR, SOC2],
  location: [GDPR, SOC2],
  health: [SPECIAL, GDPR, HIPAA, SOC2],
  'special category': [SPECIAL, GDPR, SOC2],
  biometric: [SPECIAL, GDPR, SOC2],
  minors: [CHILDREN, GDPR, SOC2],
  'payment card': [CARD, GDPR, SOC2],
  'card security code': [SECURITY_CODE],
  'bank account': [GDPR, SOC2],
  financial: [GDPR, SOC2],
  credentials: [CREDENTIALS],
  'free text': [GDPR],
};

/** Everything that is asked of a class. */
export function dutiesOf(of: DataClass): readonly Duty[] {
  return BY_CLASS[of].flat();
}

/** In a table of health data a person's particulars are health information too (45 CFR 160.103). */
export function dutiesFor(classes: readonly DataClass[]): readonly Duty[] {
  const all = classes.flatMap(dutiesOf);
  return [...new Map(all.map((one) => [`${one.regime} ${one.source}`, one])).values()];
}
