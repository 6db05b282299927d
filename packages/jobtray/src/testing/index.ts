export { createFakeAttention, type FakeAttention } from './fake-attention.ts';
export { createFakeClient, type FakeClient } from './fake-client.ts';
export { createFakeClock, type FakeClock } from './fake-clock.ts';
export { createFakeFeed, type FakeFeed } from './fake-feed.ts';
export { createFakePage, type FakePage, type FakePageState } from './fake-page.ts';
export { createFakeReadable, type FakeReadable } from './fake-readable.ts';
export { makeJob } from './make-job.ts';
