import { beforeAll, describe, expect, test, vi } from 'vitest';
import { createFakeDevice } from '../../testing/fake-device.ts';
import { settle } from '../../testing/settle.ts';
import { createAttention } from '../create-attention.ts';
import { tellingPart } from '../telling-part.ts';
import { defaultPreferences, type Preferences, type PreferencesStore } from './preferences.ts';
import { readPreferences } from './read-preferences.ts';

beforeAll(tellingPart.load);

describe('reading preferences', () => {
	test.each([null, undefined, 7, 'loud', [], {}, { sound: 'loud', quietHours: 7, volume: {} }])(
		'[AT22] makes the defaults of %j',
		(garbage) => expect(readPreferences(garbage)).toEqual(defaultPreferences),
	);

	test('[AT22] keeps what makes sense, and keeps numbers within their bounds', () => {
		const stored = {
			...defaultPreferences,
			toasts: false,
			sound: { on: true, success: 'glass', failure: '', volume: 7, when: 'never' },
			longerThanMs: -1,
			spoken: 'quarters',
			quietHours: { fromMin: 1_320, toMin: 420 },
			more: 'of a later version',
		};
		expect(readPreferences(stored)).toEqual({
			...defaultPreferences,
			toasts: false,
			sound: { on: true, success: 'glass', failure: 'low', volume: 1, when: 'unfocused' },
			spoken: 'quarters',
			quietHours: { fromMin: 1_320, toMin: 420 },
		});
	});

	test.each([{ fromMin: 1_440, toMin: 0 }, { fromMin: 60, toMin: 60 }, { fromMin: 1.5, toMin: 60 }, { fromMin: 60 }])(
		'[AT22] takes %j for no quiet hours',
		(quietHours) => expect(readPreferences({ quietHours }).quietHours).toBeNull(),
	);
});

/** A host's store, whose answers a test gives. */
function createHostStore() {
	const saved: Preferences[] = [];
	let listener: (() => void) | null = null;
	const state = { answer: async (): Promise<unknown> => null, saves: true };
	const store: PreferencesStore = {
		load: () => state.answer(),
		async save(_viewerId, preferences) {
			if (!state.saves) throw new Error('The server is away.');
			saved.push(preferences);
		},
		subscribe(_viewerId, tell) {
			listener = tell;
			return () => {
				listener = null;
			};
		},
	};
	return { store, saved, state, tell: () => listener?.(), isFollowed: () => listener !== null };
}

function openWith(store: PreferencesStore) {
	const { client, page } = createFakeDevice().openTab({ jobs: [] });
	const attention = createAttention({ client, title: null, preferences: store, notify: vi.fn() });
	return { page, attention, close: attention.open() };
}

describe('preferences', () => {
	test('[AT21] are shown at once, kept on the device, and followed by the other tabs', async () => {
		const device = createFakeDevice();
		const [one, other] = [device.openTab(), device.openTab()];
		await settle();
		one.attention.setPreferences({ privacy: true });
		expect(one.attention.preferences.get().privacy).toBe(true);
		await settle();
		expect(other.attention.preferences.get()).toEqual({ ...defaultPreferences, privacy: true });
		const later = device.openTab();
		await settle();
		expect(later.attention.preferences.get().privacy).toBe(true);
	});

	test('[AT21] keep their identity while they say the same', async () => {
		const { attention } = createFakeDevice().openTab();
		const before = attention.preferences.get();
		attention.setPreferences({ toasts: true });
		await settle();
		expect(attention.preferences.get()).toBe(before);
	});

	test('[AT23] belong to a person', async () => {
		const device = createFakeDevice();
		const { client, attention } = device.openTab();
		await settle();
		attention.setPreferences({ toasts: false });
		attention.setBell('scenes:1', 'off');
		client.viewer.set({ id: 'noor', name: 'Noor', scopes: ['mine'] });
		await settle();
		expect(attention.preferences.get()).toEqual(defaultPreferences);
		expect(attention.bell('scenes:1').get()).toBe('default');
		client.viewer.set({ id: 'mira', name: 'Mira', scopes: ['mine'] });
		await settle();
		expect(attention.preferences.get().toasts).toBe(false);
		expect(attention.bell('scenes:1').get()).toBe('off');
	});

	test('[AT24] are the defaults while a host’s store does not answer, which is asked again', async () => {
		const { store, state, tell, isFollowed } = createHostStore();
		state.answer = () => Promise.reject(new Error('The server is away.'));
		const { attention, page, close } = openWith(store);
		await settle();
		expect(attention.preferences.get()).toEqual(defaultPreferences);
		state.answer = async () => ({ toasts: false });
		page.set({ focused: false });
		await settle();
		expect(attention.preferences.get().toasts).toBe(false);
		state.answer = async () => ({ badge: false });
		tell();
		await settle();
		expect(attention.preferences.get()).toEqual({ ...defaultPreferences, badge: false });
		close();
		expect(isFollowed()).toBe(false);
	});

	test('[AT24] that could not be saved are saved later, and win over what is loaded meanwhile', async () => {
		const { store, state, saved, tell } = createHostStore();
		const { attention, page } = openWith(store);
		await settle();
		state.saves = false;
		attention.setPreferences({ toasts: false });
		await settle();
		state.answer = async () => ({ toasts: true, title: false });
		tell();
		await settle();
		expect(attention.preferences.get()).toEqual({ ...defaultPreferences, toasts: false, title: false });
		state.saves = true;
		page.set({ focused: false });
		await settle();
		expect(saved).toEqual([{ ...defaultPreferences, toasts: false, title: false }]);
	});

	test('[AT24] that are changed while others are being saved are saved after them', async () => {
		const { store, saved } = createHostStore();
		const answers: (() => void)[] = [];
		const save: PreferencesStore['save'] = async (viewerId, preferences) => {
			await new Promise<void>((resolve) => answers.push(resolve));
			await store.save(viewerId, preferences);
		};
		const { attention, close } = openWith({ ...store, save });
		await settle();
		attention.setPreferences({ toasts: false });
		attention.setPreferences({ title: false });
		for (const _ of [1, 2]) {
			answers.shift()?.();
			await settle();
		}
		expect(saved.at(-1)).toEqual({ ...defaultPreferences, toasts: false, title: false });
		close();
	});
});
