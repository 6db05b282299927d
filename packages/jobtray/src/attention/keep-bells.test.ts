import { beforeAll, expect, test, vi } from 'vitest';
import { createFakeDevice } from '../testing/fake-device.ts';
import { tellingPart } from './telling-part.ts';

beforeAll(tellingPart.load);

const dayMs = 24 * 3_600_000;

test('[AT25] a bell is kept per job on the device, and followed by the other tabs', () => {
	const device = createFakeDevice();
	const [one, other] = [device.openTab(), device.openTab()];
	const heard = vi.fn();
	other.attention.bell('scenes:1').subscribe(heard);
	one.attention.setBell('scenes:1', 'on');
	one.attention.setBell('scenes:2', 'off');
	expect(['1', '2', '3'].map((id) => other.attention.bell(`scenes:${id}`).get())).toEqual(['on', 'off', 'default']);
	expect(heard).toHaveBeenCalled();
	other.attention.setBell('scenes:1', 'default');
	expect(one.attention.bell('scenes:1').get()).toBe('default');
	expect(device.openTab().attention.bell('scenes:2').get()).toBe('off');
});

test('[AT25] a bell is forgotten 48 h after it was set, and garbage is no bell', () => {
	const device = createFakeDevice();
	const tab = device.openTab();
	tab.attention.setBell('scenes:1', 'on');
	device.clock.advance(dayMs);
	tab.attention.setBell('scenes:2', 'on');
	device.clock.advance(dayMs);
	tab.attention.setBell('scenes:3', 'on');
	expect(['1', '2', '3'].map((id) => tab.attention.bell(`scenes:${id}`).get())).toEqual(['default', 'on', 'on']);
	for (const garbage of ['x', '7', '[7,["scenes:4","on"],["scenes:5",["loud",1e15]]]']) {
		device.storage.texts.set('jobtray:/jobtray:mira:bells', garbage);
		const { attention } = device.openTab();
		expect(['4', '5'].map((id) => attention.bell(`scenes:${id}`).get())).toEqual(['default', 'default']);
	}
});
