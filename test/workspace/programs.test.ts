import { describe, expect, it } from 'vitest';
import { reviewDataLayer } from '../../src/review';
import { createWorkspace } from '../../src/workspace';
import { memoryPort, ROOT } from './memory-port';

const FIRST = `from django.db import migrations, models


class Migration(migrations.Migration):
    operations = [
        migrations.CreateModel(
            name="Order",
            fields=[("id", models.BigAutoField(primary_key=True)), ("state", models.CharField(max_length=9))],
        ),
    ]
`;
const SECOND = `from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("shop", "0001_initial")]
    operations = [
        migrations.AddIndex(model_name="order", index=models.Index(fields=["state"], name="by_state")),
    ]
`;
const FILES = {
  'requirements.txt': 'psycopg2\n',
  'shop/migrations/0001_initial.py': FIRST,
  'shop/migrations/0002_index.py': SECOND,
};

describe('migrations that are programs', () => {
  it('are reviewed as SQL is, on their own lines, and are not offered edits of SQL', async () => {
    const workspace = await createWorkspace([memoryPort(FILES)]);
    const [layer] = workspace.dataLayers();
    if (!layer) throw new Error('no data layer');
    const findings = reviewDataLayer(layer, { source: workspace.textOf });
    const [finding] = findings.filter(({ rule }) => rule === 'create-index-non-concurrent');
    expect(finding?.span).toMatchObject({ uri: `${ROOT}/shop/migrations/0002_index.py`, start: { line: 6 } });
    expect(findings.flatMap(({ fixes }) => fixes)).toEqual([]);
  });

  it('are read anew when one of them is typed in, and the others stay the same objects', async () => {
    const workspace = await createWorkspace([memoryPort(FILES)]);
    const before = workspace.dataLayers()[0]?.migrations[0];
    const uri = `${ROOT}/shop/migrations/0002_index.py`;
    workspace.update(uri, SECOND.replace('by_state', 'orders_by_state'));
    const [layer] = workspace.dataLayers();
    expect(layer?.schema.tables.get('shop_order')?.indexes.map(({ name }) => name)).toEqual(['orders_by_state']);
    expect(layer?.migrations[0]).toBe(before);
  });
});
