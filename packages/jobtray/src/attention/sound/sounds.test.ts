import { afterEach, expect, test, vi } from 'vitest';
import { createFakeAudio } from '../../testing/fake-audio.ts';
import { createFakeClock } from '../../testing/fake-clock.ts';
import { createSounds, type SoundsOptions } from './create-sounds.ts';

const volume = 0.5;

function setUp(options: Pick<SoundsOptions, 'sounds'> = {}) {
	const page = new EventTarget();
	const audio = createFakeAudio();
	const clock = createFakeClock();
	const sounds = createSounds({ page, audio, clock, ...options });
	return { page, audio, clock, sounds };
}

afterEach(() => vi.unstubAllGlobals());

test('[SO3] [SO4] plays nothing before the first gesture, and nothing of that later', () => {
	const { page, audio, sounds } = setUp();
	const states: string[] = [];
	sounds.state.subscribe(() => states.push(sounds.state.get()));
	expect(sounds.state.get()).toBe('blocked');
	expect(sounds.play('chime', { volume })).toBe(false);
	page.dispatchEvent(new Event('pointerdown'));
	audio.set(true);
	expect(states).toEqual(['ready']);
	expect(audio.played).toEqual([]);
	expect(sounds.play('chime', { volume })).toBe(true);
	expect(audio.played.map((each) => each.volume)).toEqual([volume]);
});

test.each(['pointerdown', 'pointerup', 'keydown'])('[SO3] is unlocked by %s, though the page stops it', (type) => {
	const { page, audio } = setUp();
	page.addEventListener(type, (event) => event.stopPropagation());
	page.dispatchEvent(new Event(type));
	expect(audio.unlocks()).toBe(1);
});

test('[SO3] asks at each gesture until it is heeded, and again once the audio was taken away', () => {
	const { page, audio, sounds } = setUp();
	const press = () => page.dispatchEvent(new Event('pointerdown'));
	press();
	press();
	expect(audio.unlocks()).toBe(2);
	audio.set(true);
	press();
	expect(audio.unlocks()).toBe(2);
	audio.set(false);
	expect(sounds.state.get()).toBe('blocked');
	expect(sounds.play('chime', { volume })).toBe(false);
	press();
	expect(audio.unlocks()).toBe(3);
});

test('[SO5] asks at once where the person has used the page before', () => {
	vi.stubGlobal('navigator', { userActivation: { hasBeenActive: true } });
	expect(setUp().audio.unlocks()).toBe(1);
});

test('[SO5] a click waits for the audio, at most a second', async () => {
	const { audio, clock, sounds } = setUp();
	const late = sounds.unlock();
	clock.advance(1_000);
	expect(await late).toBe(false);
	const soon = sounds.unlock();
	audio.set(true);
	expect(await soon).toBe(true);
	expect(await sounds.unlock()).toBe(true);
	expect(clock.pending()).toBe(0);
});

test('[SO6] a host adds sounds, and replaces ours', () => {
	const own = () => 1;
	const { audio, sounds } = setUp({ sounds: { gong: own, chime: own } });
	expect(sounds.ids).toEqual(['chime', 'pebble', 'marimba', 'bell', 'drop', 'glass', 'low', 'knock', 'gong']);
	audio.set(true);
	sounds.play('chime', { volume });
	sounds.play('gong', { volume });
	sounds.play('bell', { volume });
	expect(audio.played.map(({ sound }) => sound === own)).toEqual([true, true, false]);
});

test('[SO6] what is not known is not played', () => {
	const { audio, sounds } = setUp();
	audio.set(true);
	for (const id of ['trumpet', 'toString', '']) expect(sounds.play(id, { volume })).toBe(false);
	expect(audio.played).toEqual([]);
});

test('[SO7] is missing where there is no audio', async () => {
	const sounds = createSounds({ audio: null, clock: createFakeClock() });
	expect(sounds.state.get()).toBe('missing');
	expect(sounds.play('chime', { volume })).toBe(false);
	expect(await sounds.unlock()).toBe(false);
	expect(createSounds({ clock: createFakeClock() }).state.get()).toBe('missing');
	sounds.close();
});

test('[SO8] closing gives the audio back, listens no more, and lets nobody wait', async () => {
	const { page, audio, clock, sounds } = setUp();
	const waiting = sounds.unlock();
	sounds.close();
	sounds.close();
	expect(await waiting).toBe(false);
	expect(sounds.play('chime', { volume })).toBe(false);
	page.dispatchEvent(new Event('pointerdown'));
	expect(audio.unlocks()).toBe(1);
	expect([audio.closed(), audio.listeners(), clock.pending()]).toEqual([true, 0, 0]);
});
