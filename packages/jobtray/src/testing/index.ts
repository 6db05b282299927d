export { createFakeAttention, type FakeAttention } from './fake-attention.ts';
export { createFakeChannels, type FakeChannels, type FakePresences } from './fake-channels.ts';
export { createFakeClient, type FakeClient } from './fake-client.ts';
export { createFakeClock, type FakeClock } from './fake-clock.ts';
export { createFakeDevice, type FakeDevice, type FakeTab } from './fake-device.ts';
export { createFakeEngine, type FakeEngine, type FakeEngineOptions } from './fake-engine.ts';
export { createFakeFeed, type FakeFeed } from './fake-feed.ts';
export { createFakePage, type FakePage, type FakePageState } from './fake-page.ts';
export { createFakeReadable, type FakeReadable } from './fake-readable.ts';
export { createFakeTransport, type FakeSocket, type FakeTransport } from './fake-socket.ts';
export { createFakeStorage, type FakeStorage } from './fake-storage.ts';
export { createFakeTitle, type FakeTitle } from './fake-title.ts';
export { makeJob } from './make-job.ts';
export {
	type HoursOptions,
	type HoursResult,
	type Remains,
	type ScenarioOptions,
	type ScenarioResult,
	simulate,
	simulateHours,
} from './simulate.ts';
export { sourceFacts } from './source-facts.ts';
export type { NewJob, SourceFact, SourceHarness } from './source-harness.ts';
export { type WatchedSource, watchSource } from './watch-source.ts';
