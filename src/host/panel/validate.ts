/** The one place where a message of the panel is believed, field by field; what is not one of ours is dropped. */
import type { ActionKind, PanelMessage, Place } from '../../protocol';

type Check = (value: unknown) => boolean;
type Shape<M> = { readonly [F in Exclude<keyof M, 'kind'>]: Check };
type Shapes = { readonly [K in PanelMessage['kind']]: Shape<Extract<PanelMessage, { readonly kind: K }>> };

const text =
  (most: number): Check =>
  (value) =>
    typeof value === 'string' && value.length <= most;
const id = text(200);
const words = text(1_000_000);
const path = text(4096);
const whole =
  (most: number): Check =>
  (value) =>
    Number.isInteger(value) && Number(value) >= 0 && Number(value) <= most;
const line = whole(100_000_000);

const actions: Readonly<Record<ActionKind, true>> = {
  addKey: true,
  changeKey: true,
  chooseModel: true,
  retry: true,
  continue: true,
  newChat: true,
  compact: true,
  rephrase: true,
  openConsole: true,
  openStatus: true,
  copyDetails: true,
  trustWorkspace: true,
  openSettings: true,
  showLog: true,
};
const action: Check = (value) => typeof value === 'string' && Object.hasOwn(actions, value);

const placeShape: { readonly [F in keyof Place]: Check } = { uri: path, line, column: line };
const place: Check = (value) => isRecord(value) && fits(value, placeShape);

/** Only what a browser may be asked to open. */
const link: Check = (value) =>
  typeof value === 'string' && value.length <= 4096 && /^(https?:\/\/|mailto:)\S+$/i.test(value);

const shapes: Shapes = {
  ready: {},
  draft: { text: words },
  send: { text: words },
  stop: {},
  retry: { turn: id },
  edit: { turn: id, text: words },
  unqueue: { message: id },
  sendNow: { message: id },
  addContext: {},
  mention: { text: id },
  pick: { chip: path },
  removeContext: { chip: path },
  openPlace: { place },
  openCitation: { path, line },
  openLink: { url: link },
  newChat: {},
  openChat: { chat: id },
  renameChat: { chat: id, title: text(200) },
  deleteChat: { chat: id },
  chooseModel: { model: id },
  openDiff: { proposal: id, uri: path },
  accept: { proposal: id },
  reject: { proposal: id },
  undo: { proposal: id },
  act: { action, turn: id },
  copy: { text: words },
  openAsFile: { text: words, language: id },
  focusProposal: { proposal: id },
};

/** The message, or undefined when it is none. */
export function validate(message: unknown): PanelMessage | undefined {
  if (!isRecord(message) || typeof message.kind !== 'string' || !Object.hasOwn(shapes, message.kind)) return undefined;
  const shape: Readonly<Record<string, Check>> = shapes[message.kind as PanelMessage['kind']];
  const { kind, ...fields } = message;
  return fits(fields, shape) ? ({ kind, ...fields } as PanelMessage) : undefined;
}

/** Exactly the fields of the shape, each of its kind. */
function fits(value: Readonly<Record<string, unknown>>, shape: Readonly<Record<string, Check>>): boolean {
  const names = Object.keys(shape);
  return Object.keys(value).length === names.length && names.every((name) => shape[name]?.(value[name]) === true);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
