/**
 * In what models and schema files of projects differ from their migrations: `npx tsx bench/consistency.ts DIR…`. Projects in sync
 * should show nothing; what is shown is judged by hand.
 */
import { createWorkspace, differencesOf, nodeFiles } from '../src/workspace';

async function main(): Promise<void> {
  for (const folder of process.argv.slice(2)) {
    const workspace = await createWorkspace([nodeFiles(folder)]);
    for (const layer of workspace.dataLayers()) {
      if (layer.migrations.length === 0 || layer.models.length + layer.dumps.length === 0) continue;
      const started = performance.now();
      const found = differencesOf(layer);
      const took = performance.now() - started;
      const sides = [...layer.models, ...layer.dumps].map(
        ({ kind, tool, schema }) => `${tool} (${kind}, ${schema.tables.size} tables)`,
      );
      console.log(
        `## ${folder} ${layer.name} ${layer.purpose ?? ''} ${layer.dialect}: ${layer.migrations[0]?.tool}, ${layer.migrations.length} migrations, ${layer.schema.tables.size} tables ↔ ${sides.join(', ')}: ${found.length} differences in ${took.toFixed(0)} ms`,
      );
      for (const { tool, what, span, mayBeRenamed } of found)
        console.log(
          `  ${tool}: ${what}${mayBeRenamed ? ` [${mayBeRenamed.from} → ${mayBeRenamed.to}?]` : ''}  ${span.uri.split('/').slice(-2).join('/')}:${span.start.line + 1}`,
        );
    }
  }
}

void main();
