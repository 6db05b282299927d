import { beforeAll, expect, test } from 'vitest';
import { tellingPart } from '../../attention/telling-part.ts';
import type { Job } from '../../protocol/index.ts';
import { createFakeDevice, type FakeDevice, type FakeTab } from '../fake-device.ts';
import { makeJob } from '../make-job.ts';
import { settle } from '../settle.ts';
import {
	type AnnouncementMachineEvent,
	type AnnouncementMachineState,
	announcementMachine,
} from './announcement-machine.ts';
import { stays } from './machine.ts';

beforeAll(tellingPart.load);

/** A page, whether it is open, and what came of the announcement of `job`. */
interface Stage {
	device: FakeDevice;
	tab: FakeTab;
	job: Job;
	isOpen: boolean;
}

/** Lets what is under way come true, and gathering, yielding and trusting pass. */
async function rest({ device }: Stage): Promise<void> {
	for (const ms of [0, 300, 1_100, 3_100]) {
		device.clock.advance(ms);
		await settle();
	}
}

async function setStage(state: AnnouncementMachineState): Promise<Stage> {
	const device = createFakeDevice();
	const visit = device.openTab({ jobs: [] });
	await settle();
	visit.close();
	device.clock.advance(60_000);
	const job = makeJob({ key: 'scenes:1', status: 'completed', finishedAt: device.clock.now() });
	const isHidden = state === 'held' || state === 'told elsewhere';
	const tab = device.openTab({ jobs: [], page: { hidden: isHidden, focused: !isHidden } });
	const stage: Stage = { device, tab, job, isOpen: true };
	await rest(stage);
	if (state !== 'unheard') tab.client.feed('mine').end('live', job);
	await rest(stage);
	if (state === 'told elsewhere') await events['another page hears it'](stage);
	await rest(stage);
	return stage;
}

const events: Record<AnnouncementMachineEvent, (stage: Stage) => unknown> = {
	'the end is heard': ({ tab, job }) => tab.client.feed('mine').end('live', job),
	'the end is found late'({ device, tab, job }) {
		device.clock.advance(60_000);
		tab.client.feed('mine').end('snapshot', job);
	},
	'the page is hidden': ({ tab }) => tab.page.set({ hidden: true }),
	'the page is seen': ({ tab }) => tab.page.set({ hidden: false, focused: true }),
	async 'another page hears it'(stage) {
		const other = stage.device.openTab({ jobs: [] });
		await settle();
		other.client.feed('mine').end('live', stage.job);
		await rest(stage);
	},
	'the page is closed'(stage) {
		stage.isOpen = false;
		stage.tab.close();
	},
	'the page is reloaded'(stage) {
		stage.tab.close();
		const jobs = stage.tab.client.feed('mine').peek(stage.job.key) === undefined ? [] : [stage.job];
		const notices = stage.tab.notices;
		stage.tab = stage.device.openTab({ jobs });
		stage.tab.notices.unshift(...notices);
		notices.length = 0;
	},
};

/** Finds out how the announcement stands, by whether the page tells it once it is seen. */
async function look(stage: Stage): Promise<AnnouncementMachineState> {
	const { device, tab } = stage;
	if (tab.notices.length > 0) return 'told';
	if (device.notices().length > 0) return 'told elsewhere';
	if (stage.isOpen) tab.page.set({ hidden: false, focused: true });
	await rest(stage);
	return tab.notices.length > 0 ? 'held' : 'unheard';
}

for (const [state, cells] of Object.entries(announcementMachine) as [
	AnnouncementMachineState,
	Record<string, string>,
][]) {
	for (const [name, run] of Object.entries(events)) {
		const expected = cells[name];
		test(`[AT1] an announcement that is ${state}: ${name}: ${expected}`, async () => {
			const stage = await setStage(state);
			await run(stage);
			await rest(stage);
			const after = await look(stage);
			expect(after === state ? stays : after).toBe(expected);
			expect(stage.device.notices().length).toBeLessThanOrEqual(1);
		});
	}
}
