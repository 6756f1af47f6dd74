import type { PanelMessage } from '../src/protocol';

/** Sends a message to the host. */
export type Post = (message: PanelMessage) => void;
