/** What data may be in the eyes of the law, and the words by which columns for it are named, in eight languages. */
import type { TypeFamily } from '../../model';

export const DATA_CLASSES = [
  'name',
  'contact',
  'address',
  'birth',
  'government id',
  'online id',
  'location',
  'health',
  'special category',
  'biometric',
  'minors',
  'payment card',
  'card security code',
  'bank account',
  'financial',
  'credentials',
  'free text',
] as const;

export type DataClass = (typeof DATA_CLASSES)[number];

/** What a value of the class is stored as; a flag or a time whose name has the words is none. */
type Kind = 'text' | 'number' | 'date' | 'place' | 'flag';

export interface Words {
  readonly class: DataClass;
  /** `certain`: the words mean nothing else. `depends`: only in a table about people. `possible`: often, not always. */
  readonly strength: 'certain' | 'depends' | 'possible';
  readonly kinds: readonly Kind[];
  /** Words in a row, separated by blanks; accents are left out. */
  readonly terms: readonly string[];
}

const words = (text: string) => text.split('|');

export const WORDS: readonly Words[] = [
  {
    class: 'card security code',
    strength: 'certain',
    kinds: ['text', 'number'],
    terms: words(
      'cvv|cvv2|cvc|cvc2|cid code|card security code|card verification value|card verification code|prufziffer karte|cryptogramme visuel|track data|track1|track2|magstripe|pin block',
    ),
  },
  {
    class: 'payment card',
    strength: 'certain',
    kinds: ['text', 'number'],
    terms: words(
      'card number|cardnumber|card no|card num|pan|primary account number|credit card|creditcard|credit card number|cc number|cc num|ccnumber|kreditkartennummer|kartennummer|numero carte|numero de carte|carte bancaire|numero tarjeta|tarjeta credito|numero carta|carta credito|numero cartao|cartao credito|kaartnummer|creditcardnummer',
    ),
  },
  {
    class: 'payment card',
    strength: 'possible',
    kinds: ['text', 'number', 'date'],
    terms: words(
      'cardholder|cardholder name|card holder|card expiry|card exp|card expiration|exp month|exp year|expiry month|expiry year|card last4|last4|last four|karteninhaber|titulaire carte|titular tarjeta',
    ),
  },
  {
    class: 'bank account',
    strength: 'certain',
    kinds: ['text', 'number'],
    terms: words(
      'iban|bic swift|swift code|swift bic|sort code|routing number|bank account|bank account number|account number|kontonummer|bankverbindung|numero compte|numero de compte|rib|cuenta bancaria|numero cuenta|conto corrente|conta bancaria|rekeningnummer|clabe|blz',
    ),
  },
  {
    class: 'government id',
    strength: 'certain',
    kinds: ['text', 'number'],
    terms: words(
      'ssn|social security|social security number|sin number|national id|national identifier|nino|national insurance|passport|passport number|passport no|driver license|drivers license|driving licence|license number driver|tax id|tax number|tin number|itin|ahv|ahv nummer|avs number|sozialversicherungsnummer|steuer id|steuernummer|steueridentifikationsnummer|reisepass|passnummer|ausweisnummer|personalausweis|fuhrerscheinnummer|nir|numero securite sociale|numero passeport|carte identite|dni|nif|nie|numero seguridad social|pasaporte|codice fiscale|passaporto|carta identita|cpf|rg numero|bsn|burgerservicenummer|paspoort|pesel|personnummer|aadhaar|curp',
    ),
  },
  {
    class: 'health',
    strength: 'certain',
    kinds: ['text', 'number', 'date', 'flag'],
    terms: words(
      'diagnosis|diagnoses|diagnosis code|icd|icd10|icd 10|icd code|medical record|medical record number|mrn|medical history|medication|medications|prescription|prescriptions|allergy|allergies|symptom|symptoms|treatment|blood type|blood group|blood pressure|lab result|lab results|immunization|vaccination|disability|pregnancy|pregnant|hiv|patient notes|clinical notes|health condition|health insurance|health insurance number|insurance member id|heart rate|bmi|weight kg|diagnose|diagnosen|medikament|medikamente|medikation|allergie|allergien|symptome|blutgruppe|blutdruck|befund|krankheit|krankengeschichte|krankenkasse|krankenversicherung|impfung|behinderung|schwangerschaft|diagnostic|ordonnance|traitement|groupe sanguin|maladie|antecedents medicaux|vaccin|grossesse|handicap|diagnostico|medicamento|medicamentos|receta|alergia|alergias|grupo sanguineo|enfermedad|historia clinica|vacuna|embarazo|discapacidad|diagnosi|farmaco|ricetta|gruppo sanguigno|malattia|vaccinazione|gravidanza|receita medica|doenca|vacina|gravidez|ziekte|medicatie|bloedgroep|zwangerschap',
    ),
  },
  {
    class: 'health',
    strength: 'depends',
    kinds: ['text', 'number'],
    terms: words(
      'height|weight|condition|procedure|dosage|dose|reason for visit|visit reason|appointment type|grosse|gewicht|dosierung',
    ),
  },
  {
    class: 'special category',
    strength: 'certain',
    kinds: ['text', 'number', 'flag'],
    terms: words(
      'religion|religious|ethnicity|ethnic group|ethnic origin|race ethnicity|political party|political affiliation|political opinion|trade union|union member|union membership|sexual orientation|sexuality|criminal record|conviction|convictions|konfession|religionszugehorigkeit|ethnie|parteizugehorigkeit|gewerkschaft|gewerkschaftsmitglied|sexuelle orientierung|vorstrafen|origine ethnique|opinion politique|syndicat|orientation sexuelle|casier judiciaire|etnia|origen etnico|afiliacion politica|sindicato|orientacion sexual|antecedentes penales|religione|origine etnica|orientamento sessuale|religiao|etnia racial|orientacao sexual|geloof|etniciteit',
    ),
  },
  {
    class: 'special category',
    strength: 'depends',
    kinds: ['text', 'number'],
    terms: words('race|gender identity|nationality|staatsangehorigkeit|nationalite|nacionalidad'),
  },
  {
    class: 'biometric',
    strength: 'certain',
    kinds: ['text'],
    terms: words(
      'fingerprint template|face embedding|face encoding|face template|faceprint|voiceprint|voice print|iris|iris scan|retina|biometric|biometrics|biometric template|dna|genome|genetic|fingerabdruck|gesichtserkennung|biometrie|biometrisch|empreinte digitale|huella dactilar|impronta digitale',
    ),
  },
  {
    class: 'credentials',
    strength: 'certain',
    kinds: ['text'],
    terms: words(
      'password|passwd|pwd|pass hash|password hash|password digest|encrypted password|hashed password|passphrase|passcode|pin code|secret|secret key|client secret|api key|apikey|api token|access token|refresh token|auth token|session token|remember token|reset token|confirmation token|otp secret|totp secret|mfa secret|two factor secret|recovery codes|backup codes|private key|security answer|security question|passwort|kennwort|mot de passe|motdepasse|contrasena|clave secreta|senha|wachtwoord|parola|haslo',
    ),
  },
  {
    class: 'contact',
    strength: 'certain',
    kinds: ['text'],
    terms: words(
      'email|e mail|email address|mail address|emails|phone|phone number|phonenumber|telephone|mobile|mobile number|cell phone|cellphone|fax|fax number|whatsapp|telefon|telefonnummer|handy|handynummer|mobilnummer|emailadresse|courriel|telephone portable|portable|numero telephone|correo|correo electronico|telefono|celular|movil|cellulare|telefone|telemovel|telefoonnummer|msisdn',
    ),
  },
  {
    class: 'birth',
    strength: 'certain',
    kinds: ['date', 'text', 'number'],
    terms: words(
      'date of birth|birth date|birthdate|birthday|dob|year of birth|birth year|birthyear|place of birth|birthplace|geburtsdatum|geburtstag|geburtsjahr|geburtsort|date naissance|date de naissance|datenaissance|lieu naissance|fecha nacimiento|fecha de nacimiento|nacimiento|data nascita|data di nascita|data nascimento|data de nascimento|geboortedatum',
    ),
  },
  { class: 'birth', strength: 'depends', kinds: ['number'], terms: words('age|alter|edad|eta|idade|leeftijd') },
  {
    class: 'minors',
    strength: 'certain',
    kinds: ['text', 'number', 'date', 'flag'],
    terms: words(
      'is minor|minor child|child name|child birth|child dob|children names|guardian|guardian name|guardian email|parent name|parent email|parental consent|parent consent|legal guardian|student grade|school class|erziehungsberechtigte|vormund|einverstandnis eltern|tuteur legal|representant legal|tutor legal|consentimiento padres|tutore',
    ),
  },
  {
    class: 'name',
    strength: 'certain',
    kinds: ['text'],
    terms: words(
      'first name|firstname|last name|lastname|full name|fullname|middle name|given name|family name|surname|maiden name|legal name|person name|customer name|patient name|employee name|contact name|nick name|nickname|display name|vorname|nachname|familienname|geburtsname|prenom|nom famille|nom de famille|nom complet|apellido|apellidos|nombre completo|primer nombre|cognome|nome cognome|sobrenome|nome completo|voornaam|achternaam|imie|nazwisko',
    ),
  },
  {
    class: 'name',
    strength: 'depends',
    kinds: ['text'],
    terms: words(
      'name|username|user name|login|nom|nombre|nome|naam|signature|avatar|photo|picture|gender|sex|salutation|title|geschlecht|anrede|sexe|sexo',
    ),
  },
  {
    class: 'address',
    strength: 'certain',
    kinds: ['text'],
    terms: words(
      'street|street address|address line|address line1|address line2|address1|address2|home address|billing address|shipping address|postal address|mailing address|zip|zip code|zipcode|postal code|postcode|strasse|hausnummer|plz|postleitzahl|anschrift|wohnort|rue|code postal|adresse postale|calle|codigo postal|direccion|domicilio|via indirizzo|indirizzo|cap postale|rua|endereco|cep|straat|huisnummer|adres',
    ),
  },
  {
    class: 'address',
    strength: 'depends',
    kinds: ['text'],
    terms: words('address|adresse|city|town|ort|stadt|ville|ciudad|citta|cidade|stad'),
  },
  {
    class: 'online id',
    strength: 'certain',
    kinds: ['text', 'number'],
    terms: words(
      'ip|ip address|ipaddress|ip addr|remote addr|remote ip|client ip|last login ip|sign in ip|mac address|device id|device identifier|device token|push token|advertising id|idfa|gaid|imei|imsi|user agent|useragent|cookie id|tracking id|visitor id|browser fingerprint|ip adresse|adresse ip|direccion ip',
    ),
  },
  {
    class: 'location',
    strength: 'certain',
    kinds: ['number', 'text', 'place'],
    terms: words(
      'latitude|longitude|lat|lng|lon|geo location|geolocation|gps|gps coordinates|coordinates|last location|current location|home location|breitengrad|langengrad|standort|position gps|latitud|longitud|latitudine|longitudine',
    ),
  },
  {
    class: 'financial',
    strength: 'certain',
    kinds: ['number', 'text'],
    terms: words(
      'salary|wage|wages|income|annual income|net worth|credit score|credit rating|debt|payroll|bonus amount|gehalt|lohn|einkommen|bonitat|schulden|salaire|revenu|revenus|salario|ingresos|sueldo|stipendio|reddito|renda|salaris|inkomen',
    ),
  },
  {
    class: 'free text',
    strength: 'depends',
    kinds: ['text'],
    terms: words(
      'note|notes|comment|comments|remark|remarks|description|bio|biography|message|body|bemerkung|bemerkungen|notiz|notizen|kommentar|remarque|remarques|commentaire|nota|notas|observaciones|comentario|osservazioni|opmerking',
    ),
  },
];

/** Tables about people: words there that mean anything elsewhere mean a person. */
export const PEOPLE: ReadonlySet<string> = new Set(
  words(
    'user|users|account|accounts|person|persons|people|customer|customers|client|clients|patient|patients|employee|employees|staff|member|members|student|students|contact|contacts|profile|profiles|candidate|candidates|applicant|applicants|subscriber|subscribers|lead|leads|guest|guests|author|authors|doctor|doctors|child|children|parent|parents|guardian|visitor|visitors|benutzer|kunde|kunden|mitarbeiter|personen|mitglied|mitglieder|patienten|schuler|utilisateur|utilisateurs|personne|personnes|employe|employes|adherent|usuario|usuarios|cliente|clientes|empleado|empleados|paciente|pacientes|persona|personas|utente|utenti|clienti|paziente|pazienti|pessoa|pessoas|funcionario|gebruiker|klant|klanten|medewerker|patiënten',
  ),
);

/** Tables of care: notes and reasons there are about health. */
export const CARE: ReadonlySet<string> = new Set(
  words(
    'patient|patients|appointment|appointments|encounter|encounters|visit|visits|diagnosis|diagnoses|treatment|treatments|prescription|prescriptions|medication|medications|medical|clinical|health|admission|patienten|termin|termine|behandlung|behandlungen|rendez|vous|consultation|consultations|cita|citas|paciente|pacientes|visita|visite|pazienti',
  ),
);

const KINDS: Readonly<Partial<Record<TypeFamily, readonly Kind[]>>> = {
  boolean: ['flag'],
  tinyint: ['flag', 'number'],
  smallint: ['number'],
  mediumint: ['number'],
  integer: ['number'],
  bigint: ['number'],
  decimal: ['number'],
  real: ['number'],
  double: ['number'],
  money: ['number'],
  date: ['date'],
  timestamp: ['date'],
  datetime: ['date'],
  year: ['date', 'number'],
  time: [],
  interval: [],
  bit: ['flag'],
  geometry: ['place'],
};

/** What a type can hold; a type that is not known can hold anything. */
export function kindsOf(family: TypeFamily | undefined): readonly Kind[] {
  if (family === undefined || family === 'unknown' || family === 'none' || family === 'user')
    return ['text', 'number', 'date', 'place', 'flag'];
  return KINDS[family] ?? ['text'];
}
