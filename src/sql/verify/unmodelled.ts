/**
 * Statements of PostgreSQL by the node that its parser gives, which touch nothing that the model holds: no table, column, key,
 * index, type, view, sequence, privilege or row.
 */
const CHANGES_NOTHING: ReadonlySet<string> = new Set([
  ...[
    'CreateCastStmt',
    'CreateConversionStmt',
    'CreateOpClassStmt',
    'CreateOpFamilyStmt',
    'AlterOpFamilyStmt',
    'AlterOperatorStmt',
  ],
  ...[
    'CreateTransformStmt',
    'SecLabelStmt',
    'CreateAmStmt',
    'CreateStatsStmt',
    'AlterStatsStmt',
    'CreatePublicationStmt',
  ],
  ...[
    'AlterPublicationStmt',
    'CreateSubscriptionStmt',
    'AlterSubscriptionStmt',
    'DropSubscriptionStmt',
    'NotifyStmt',
    'ListenStmt',
  ],
  ...[
    'UnlistenStmt',
    'DiscardStmt',
    'DeclareCursorStmt',
    'FetchStmt',
    'ClosePortalStmt',
    'PrepareStmt',
    'DeallocateStmt',
    'LoadStmt',
  ],
  ...[
    'CreatePLangStmt',
    'CreateTableSpaceStmt',
    'AlterSystemStmt',
    'AlterDatabaseStmt',
    'AlterDatabaseSetStmt',
    'AlterRoleSetStmt',
  ],
  ...[
    'CreateEventTrigStmt',
    'AlterEventTrigStmt',
    'CreateFdwStmt',
    'AlterFdwStmt',
    'CreateForeignServerStmt',
    'AlterForeignServerStmt',
  ],
  ...[
    'CreateUserMappingStmt',
    'AlterUserMappingStmt',
    'DropUserMappingStmt',
    'AlterTSConfigurationStmt',
    'AlterTSDictionaryStmt',
  ],
  ...['VariableShowStmt', 'ExplainStmt', 'AlterCollationStmt', 'CheckPointStmt'],
]);

export function changesNothing(node: string): boolean {
  return CHANGES_NOTHING.has(node);
}

/** `CreateOpClassStmt` as people say it: `create op class`. */
export function inWords(node: string): string {
  return node
    .replace(/Stmt$/, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
}
