/** Who answers: the offline architect, a model of Claude that the key can use, or one that another extension brings to VS Code. */
import { type Disposable, type Event, EventEmitter, type ExtensionContext, type LanguageModelChat, lm } from 'vscode';
import {
  type Chosen,
  type ClaudeModel,
  type Failure,
  failure,
  loadAnthropic,
  offlineId,
  offlineTitle,
} from '../../agent';
import type { ModelChoice, ProviderState } from '../../protocol';
import type { KeyStore } from './key';
import { address, effort, preferredModel } from './settings';
import { vscodeModelId, vscodeProvider } from './vscode-model';

const KNOWN = 'databaseArchitect.models';
const CHOSEN = 'databaseArchitect.model';

export interface ModelBook extends Disposable {
  state(): ProviderState;
  readonly onDidChange: Event<ProviderState>;
  choose(model: string): void;
  /** Asks the API which models the key can use, and takes the best for a key that is new. */
  refresh(key: string, signal: AbortSignal): Promise<Failure | undefined>;
  provider(model: string, signal: AbortSignal): Promise<Chosen>;
  title(model: string): string;
}

/** Remembers the models and the choice between windows and restarts. */
export function modelBook({ globalState }: ExtensionContext, keys: KeyStore): ModelBook {
  const changed = new EventEmitter<ProviderState>();
  const known = () => globalState.get<readonly ClaudeModel[]>(KNOWN, []);
  let others: readonly LanguageModelChat[] = [];
  let looked = false;
  const offline: ModelChoice = { id: offlineId, name: offlineTitle, mode: 'offline' };

  const state = (): ProviderState => {
    // At the first look at the panel, not at activation: to ask wakes the extensions that bring models.
    if (!looked) {
      looked = true;
      void lookForOthers().catch(() => undefined);
    }
    const claude = keys.hasKey ? known() : [];
    const models = [
      offline,
      ...claude.map(({ id, title }): ModelChoice => ({ id, name: title, mode: 'anthropic' })),
      ...others.map(
        (model): ModelChoice => ({ id: vscodeModelId(model), name: `${model.name} (${model.vendor})`, mode: 'vscode' }),
      ),
    ];
    const wanted = preferredModel() ?? globalState.get<string>(CHOSEN);
    const chosen = models.find(({ id }) => id === wanted) ?? offline;
    return { mode: chosen.mode, model: chosen.id, models, hasKey: keys.hasKey };
  };
  const tell = () => changed.fire(state());
  const lookForOthers = async (): Promise<void> => {
    const found = await lm.selectChatModels();
    // Asked with no selector VS Code gives some twice, once for each name that they go by.
    others = found.filter(
      (model, at) =>
        model.maxInputTokens > 0 && found.findIndex((one) => vscodeModelId(one) === vscodeModelId(model)) === at,
    );
    tell();
  };

  const refresh = async (key: string, signal: AbortSignal): Promise<Failure | undefined> => {
    const { listModels, defaultModel } = await loadAnthropic();
    const found = await listModels({ address: address(), key: async () => key }, signal);
    if (found.kind === 'failed') return found.failure;
    const best = defaultModel(found.models);
    if (best === undefined) return failure('modelUnavailable', { sentence: 'This key can use no model.' });
    await globalState.update(KNOWN, found.models);
    const before = globalState.get<string>(CHOSEN);
    const keep = before !== undefined && before !== offlineId && found.models.some(({ id }) => id === before);
    if (!keep) await globalState.update(CHOSEN, best.id);
    tell();
    return undefined;
  };

  const find = async (id: string, key: string, signal: AbortSignal): Promise<ClaudeModel | Failure> => {
    const listed = known().find((model) => model.id === id);
    if (listed !== undefined) return listed;
    const failed = await refresh(key, signal);
    return failed ?? known().find((model) => model.id === id) ?? failure('modelUnavailable');
  };

  const subscriptions = [
    keys.onDidChange(tell),
    lm.onDidChangeChatModels(() => {
      if (looked) void lookForOthers().catch(() => undefined);
    }),
  ];
  return {
    state,
    onDidChange: changed.event,
    choose: (model) => {
      void globalState.update(CHOSEN, model).then(tell);
    },
    refresh,
    provider: async (id, signal) => {
      const other = others.find((model) => vscodeModelId(model) === id);
      if (other !== undefined) return { kind: 'provider', provider: vscodeProvider(other) };
      const key = await keys.read();
      if (key === undefined) return { kind: 'failed', failure: failure('noKey') };
      const model = await find(id, key, signal);
      if ('sentence' in model) return { kind: 'failed', failure: model };
      const { anthropicProvider } = await loadAnthropic();
      const wanted = effort();
      const provider = anthropicProvider({
        address: address(),
        key: async () => (await keys.read()) ?? '',
        model,
        ...(wanted === undefined ? {} : { effort: wanted }),
      });
      return { kind: 'provider', provider };
    },
    title: (id) =>
      known().find((model) => model.id === id)?.title ??
      others.find((model) => vscodeModelId(model) === id)?.name ??
      id,
    dispose: () => {
      for (const one of subscriptions) one.dispose();
      changed.dispose();
    },
  };
}
