export type { BuiltBase } from './base';
export type * from './engine';
export { EngineEnded } from './engine';
export { blockedBy, blocksWork, LOCK_MODES, type LockMode } from './locks';
export { type BaseCache, type RehearsalPorts, rehearsePostgres } from './rehearse';
export { type Rehearsable, type RehearsalRequest, rehearsable, requestFor, SIZES } from './request';
export type * from './result';
export type { Step, TextOf } from './statements';
