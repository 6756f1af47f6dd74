import { languageOf } from '../code';
import type {
  Column,
  Dialect,
  EngineVersion,
  Finding,
  LineIndex,
  Migration,
  Operation,
  QualifiedName,
  Schema,
  Script,
  Span,
  Statement,
  Table,
  TableSize,
  TextEdit,
} from '../model';
import { compareVersions, lineIndex, nameKey, objectKey, spanContains } from '../model';
import type { TableLock } from './locks';
import { locksOf } from './locks';
import type { Progress } from './progress';
import type { Listeners, Neighbours, Purpose, Report, StepContext } from './rule';
import { wouldEscape } from './runner';
import type { ActiveRule } from './settings';
import { rowsInWords, severityAtSize } from './settings';
import { leavingAt, PRINTED, type Tool, toolFixes } from './tool-fixes';

/** What a review knows of the database besides the text under review. */
export interface Surroundings {
  readonly dialect: Dialect;
  readonly version: EngineVersion;
  /** The version where somebody said it; `version` is assumed elsewhere. */
  readonly knownVersion: EngineVersion | undefined;
  readonly sizes: ReadonlyMap<string, TableSize>;
  /** The text of a file, as the editor has it. Fixes need it; findings do not. */
  readonly source: (uri: string) => string | undefined;
  /** The formats, by id. Fixes in their languages need them. */
  readonly tool: (id: string) => Tool | undefined;
}

/** The text under review. */
export interface Subject {
  readonly purpose: Purpose;
  readonly tool: string;
  readonly schema: Schema;
}

/** The file under review, if it is a migration. */
interface ReviewedFile {
  readonly migration: Migration;
  readonly script: Script;
  readonly wrapped: boolean;
  readonly isOpen: boolean;
  readonly isEdited: boolean;
  readonly neighbours?: Neighbours;
}

const NO_FIXES = (): Finding['fixes'] => [];

const UNKNOWN_FILE = 'Only listeners on a migration are given one';

/**
 * The one context object of a review of one file or schema: the engine moves it from step to step and from rule to
 * rule, so that a review allocates nothing for a rule that stays silent.
 */
export class Cursor implements StepContext {
  readonly findings: Finding[] = [];
  private readonly memories = new Map<string, object>();
  private readonly lines = new Map<string, LineIndex | undefined>();
  private active: ActiveRule | undefined;
  private current: Statement | undefined;
  private position = -1;

  constructor(
    private readonly around: Surroundings,
    private readonly subject: Subject,
    private readonly file?: ReviewedFile,
    private readonly progress?: Progress,
    /** Set while a rule is asked again about a statement that is printed as SQL: the statement that it stands for. */
    private readonly standsFor?: Statement,
  ) {}

  /** Moves to a statement. */
  enter(statement: Statement, index: number): void {
    this.current = statement;
    this.position = index;
  }

  /** Moves to a rule. */
  speakFor(active: ActiveRule): void {
    this.active = active;
  }

  get dialect(): Dialect {
    return this.around.dialect;
  }
  get version(): EngineVersion {
    return this.around.version;
  }
  get knownVersion(): EngineVersion | undefined {
    return this.around.knownVersion;
  }
  get purpose(): Purpose {
    return this.subject.purpose;
  }
  get tool(): string {
    return this.subject.tool;
  }
  get schema(): Schema {
    return this.subject.schema;
  }
  get migration(): Migration {
    return this.ofFile().migration;
  }
  get script(): Script {
    return this.ofFile().script;
  }
  get wrapped(): boolean {
    return this.ofFile().wrapped;
  }
  get isOpen(): boolean {
    return this.ofFile().isOpen;
  }
  get isEdited(): boolean {
    return this.ofFile().isEdited;
  }
  get neighbours(): Neighbours | undefined {
    return this.ofFile().neighbours;
  }
  get statement(): Statement {
    if (!this.current) throw new Error(UNKNOWN_FILE);
    return this.current;
  }
  get index(): number {
    return this.position;
  }
  get transaction(): number | undefined {
    return this.progress?.transaction;
  }

  atLeast(major: number, minor = 0, patch = 0): boolean {
    return compareVersions(this.version, { major, minor, patch }) >= 0;
  }

  table(name: QualifiedName): Table | undefined {
    return this.schema.tables.get(this.key(name));
  }

  column(table: QualifiedName, name: string): Column | undefined {
    const key = nameKey(this.dialect, name);
    return this.table(table)?.columns.find((column) => nameKey(this.dialect, column.name) === key);
  }

  sizeOf(table: QualifiedName | Table): TableSize | undefined {
    return this.around.sizes.get(this.key(table));
  }

  isNew(table: QualifiedName): boolean {
    return this.progress?.newTables.has(this.key(table)) === true || this.table(table)?.temporary === true;
  }

  isNewColumn(table: QualifiedName, column: string): boolean {
    return this.progress?.isNewColumn(table, column) === true;
  }

  parameter(name: string): string | undefined {
    return this.progress?.parameter(name);
  }

  leave(statements: 'alone' | 'several' = 'alone'): readonly TextEdit[] | undefined {
    if (this.transaction === undefined) return [];
    const { script, migration, wrapped } = this.ofFile();
    if (!wrapped) return undefined;
    const statement = this.standsFor ?? this.statement;
    if (statements === 'alone' && wouldEscape(script, migration.transaction, statement)) return [];
    const mend = this.around.tool(migration.tool)?.mend;
    if (this.standsFor) return mend && [leavingAt(this.statement.span)];
    const text = this.source(script.uri);
    const { dialect, version } = this;
    const file = text === undefined ? undefined : { uri: script.uri, text };
    return file && mend?.leave?.(file, { script, statement }, { dialect, version });
  }

  locks(): readonly TableLock[] {
    if (this.dialect !== 'postgresql') return [];
    return this.statement.operations
      .flatMap((operation) => locksOf(operation, this.schema))
      .filter((lock) => !this.isNew(lock.table));
  }

  source(uri: string): string | undefined {
    return this.around.source(uri);
  }

  text(span: Span): string {
    return this.source(span.uri)?.slice(span.start.offset, span.end.offset) ?? '';
  }

  at(uri: string, start: number, end: number): Span | undefined {
    if (!this.lines.has(uri)) {
      const text = this.source(uri);
      this.lines.set(uri, text === undefined ? undefined : lineIndex(uri, text));
    }
    return this.lines.get(uri)?.span(start, end);
  }

  option(name: string): number {
    return this.active?.options[name] ?? 0;
  }

  memory<T extends object>(make: () => T): T {
    const id = this.active?.rule.id ?? '';
    const known = this.memories.get(id);
    // Only the rule of this id ever writes under it, and it always makes the same kind of thing.
    if (known) return known as T;
    const made = make();
    this.memories.set(id, made);
    return made;
  }

  report(report: Report): void {
    const active = this.active;
    if (!active) return;
    const severity = this.severity(active, report);
    if (!severity) return;
    const made = this.fixesOf(active, report);
    let fixes: Finding['fixes'] | undefined;
    this.findings.push({
      rule: active.rule.id,
      severity,
      message: this.withSize(active, report),
      span: report.span,
      related: report.related ?? [],
      get fixes() {
        fixes ??= made();
        return fixes;
      },
      ...(report.table ? { table: this.key(report.table) } : {}),
    });
  }

  private fixesOf(active: ActiveRule, report: Report): () => Finding['fixes'] {
    const given = (report.fixes ?? []).filter((fix) => fix !== undefined);
    if (!isProgram(report.span.uri)) return () => given;
    const { file, current: statement, around } = this;
    if (!file || !statement || statement.conditional || this.subject.purpose !== 'up') return NO_FIXES;
    const tool = around.tool(file.migration.tool);
    const source = around.source(file.script.uri);
    if (!tool?.mend || source === undefined || !spanContains(statement.span, report.span)) return NO_FIXES;
    const message = this.withSize(active, report);
    const { script } = file;
    const { dialect, version } = around;
    const again = (printed: Statement, text: string) => this.again(active, printed, text);
    return toolFixes({ message, given, statement, script, source, tool, mend: tool.mend, dialect, version, again });
  }

  /** What a rule says of a statement that is printed as SQL, in the place of the current one. */
  private again(active: ActiveRule, printed: Statement, text: string): readonly Finding[] {
    const source = (uri: string) => (uri === PRINTED ? text : this.around.source(uri));
    const cursor = new Cursor({ ...this.around, source }, this.subject, this.file, this.progress, this.statement);
    cursor.enter(printed, this.index);
    cursor.speakFor(active);
    const { statement, operation, ...byKind }: Listeners = active.rule.check;
    statement?.(printed, cursor);
    for (const one of printed.operations) {
      // `Listeners` ties each key to its own kind of operation.
      (byKind as Record<string, ((one: Operation, context: StepContext) => void) | undefined>)[one.kind]?.(one, cursor);
      operation?.(one, cursor);
    }
    return cursor.findings;
  }

  /** What the harm is measured by, where it is known. */
  private withSize(active: ActiveRule, { message, table }: Report): string {
    const rows = active.rule.scales === 'rows' && table ? this.sizeOf(table)?.rows : undefined;
    return rows === undefined || !table ? message : `${message} ${table.name} has about ${rowsInWords(rows)} rows.`;
  }

  private severity(active: ActiveRule, report: Report): Finding['severity'] | undefined {
    const declared = active.chosen ?? report.severity ?? active.rule.severity;
    if (active.rule.scales !== 'rows' || !report.table) return declared;
    const atSize = severityAtSize(declared, this.sizeOf(report.table));
    return atSize && active.chosen ? active.chosen : atSize;
  }

  private key(name: QualifiedName | Table): string {
    return objectKey(this.dialect, name.schema, name.name);
  }

  private ofFile(): ReviewedFile {
    if (!this.file) throw new Error(UNKNOWN_FILE);
    return this.file;
  }
}

/** A rule's edit is SQL: it has no place in a program or a changelog, whatever statement it was made for. */
function isProgram(uri: string): boolean {
  return languageOf(uri) !== undefined || /\.(?:xml|ya?ml|json|dbml)$/i.test(uri);
}
