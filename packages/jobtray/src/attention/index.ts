export { type Attention, type AttentionOptions, createAttention } from './create-attention.ts';
export type { UnseenCounts } from './create-unseen.ts';
export { createBrowserStorage, type KeyValueStorage } from './key-value-storage.ts';
export type { Ledger, Told } from './ledger/ledger.ts';
export type { Notice } from './notice.ts';
export { createDocumentTitle } from './title/document-title.ts';
export type { TitleTarget } from './title/title-target.ts';
