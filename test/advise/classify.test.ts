import { describe, expect, it } from 'vitest';
import { classifySchema, DATA_CLASSES, dutiesOf } from '../../src/advise';
import { foldAll } from '../../src/model';
import { readSql } from '../../src/sql';

function classesOf(ddl: string): Readonly<Record<string, string>> {
  const schema = foldAll(
    'postgresql',
    readSql('file:///t.sql', ddl, 'postgresql').statements.flatMap(({ operations }) => operations),
  );
  return Object.fromEntries(
    classifySchema(schema).map((one) => [`${one.table.name}.${one.column.name}`, `${one.class}, ${one.confidence}`]),
  );
}

describe('columns are of a class', () => {
  it('by their names, in snake_case and camelCase', () => {
    expect(
      classesOf(
        'CREATE TABLE t (first_name text, "lastName" text, email varchar(200), phone_number text, date_of_birth date, ssn char(11), card_number text, cvv char(3), iban text, ip_address inet, latitude double precision, diagnosis_code text, password_hash text, religion text, salary numeric, zip_code text)',
      ),
    ).toEqual({
      't.first_name': 'name, certain',
      't.lastName': 'name, certain',
      't.email': 'contact, certain',
      't.phone_number': 'contact, certain',
      't.date_of_birth': 'birth, certain',
      't.ssn': 'government id, certain',
      't.card_number': 'payment card, certain',
      't.cvv': 'card security code, certain',
      't.iban': 'bank account, certain',
      't.ip_address': 'online id, certain',
      't.latitude': 'location, certain',
      't.diagnosis_code': 'health, certain',
      't.password_hash': 'credentials, certain',
      't.religion': 'special category, certain',
      't.salary': 'financial, certain',
      't.zip_code': 'address, certain',
    });
  });

  it('in other languages, with and without accents', () => {
    expect(
      classesOf(
        'CREATE TABLE t (vorname text, geburtsdatum date, "straße" text, "prénom" text, date_naissance date, apellidos text, fecha_nacimiento date, codice_fiscale text, cpf text, achternaam text, blutgruppe text, mot_de_passe text, kreditkartennummer text)',
      ),
    ).toMatchObject({
      't.vorname': 'name, certain',
      't.geburtsdatum': 'birth, certain',
      't.straße': 'address, certain',
      't.prénom': 'name, certain',
      't.date_naissance': 'birth, certain',
      't.apellidos': 'name, certain',
      't.fecha_nacimiento': 'birth, certain',
      't.codice_fiscale': 'government id, certain',
      't.cpf': 'government id, certain',
      't.achternaam': 'name, certain',
      't.blutgruppe': 'health, certain',
      't.mot_de_passe': 'credentials, certain',
      't.kreditkartennummer': 'payment card, certain',
    });
  });

  it('by their table, where the name alone says nothing', () => {
    expect(
      classesOf(
        'CREATE TABLE products (name text, title text, description text); CREATE TABLE customers (name text, city text, notes text); CREATE TABLE appointments (id int, notes text)',
      ),
    ).toEqual({
      'customers.name': 'name, likely',
      'customers.city': 'address, likely',
      'customers.notes': 'free text, possible',
      'appointments.notes': 'health, possible',
    });
  });

  it('by their comment', () => {
    expect(classesOf("CREATE TABLE t (c17 text); COMMENT ON COLUMN t.c17 IS 'Passport number of the guest'")).toEqual({
      't.c17': 'government id, likely',
    });
  });
});

it('flags, times, counts and references about such data are none', () => {
  expect(
    classesOf(
      'CREATE TABLE users (id bigint, email_verified boolean, email_verified_at timestamptz, phone_count int, email_id bigint, password_changed_at timestamptz, address_id bigint, email_template text, description_length int, panel text, companion text, weight_unit_id int)',
    ),
  ).toEqual({});
});

it('every class has duties with their article or requirement', () => {
  for (const of of DATA_CLASSES) {
    expect(dutiesOf(of).length).toBeGreaterThan(0);
    for (const { source, text } of dutiesOf(of)) {
      expect(source).toMatch(/\d/);
      expect(text).not.toBe('');
    }
  }
  expect(dutiesOf('card security code').map(({ source }) => source)).toEqual(['Requirement 3.3.1']);
  expect(dutiesOf('health').map(({ regime }) => regime)).toEqual(expect.arrayContaining(['HIPAA', 'GDPR', 'SOC 2']));
});
