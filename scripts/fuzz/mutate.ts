/** Values that parsers have stumbled over. */
const odd: readonly unknown[] = [
	null,
	true,
	-1,
	0,
	Number.MAX_VALUE,
	2 ** 53,
	1.5,
	'',
	'a'.repeat(3_000),
	'\u202e\u0000\ud800',
	'__proto__',
	'constructor',
	'javascript:alert(1)',
	'//evil.example',
	[],
	{},
	[[[[[[]]]]]],
	{ toString: 1, length: -1 },
];

const names = ['__proto__', 'constructor', 'prototype', 'toString', 'type', 'jobs', 'length', 'hasOwnProperty'];

/** Changes a frame somewhere: what it says, by its structure, or how it is written, byte by byte. */
export function mutate(frame: string, random: () => number): string {
	const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];

	function change(value: unknown, depth = 0): unknown {
		if (typeof value !== 'object' || value === null || random() < 0.1) return pick(odd);
		if (Array.isArray(value)) return changeList(value, depth);
		const entries: [string, unknown][] = Object.entries(value);
		const at = Math.floor(random() * entries.length);
		const entry = entries[at];
		if (entry === undefined || random() < 0.15) return fromEntries([...entries, [pick(names) ?? '', pick(odd)]]);
		const chance = random();
		if (chance < 0.15) entries.splice(at, 1);
		else if (chance < 0.3) entries[at] = [pick(names) ?? '', entry[1]];
		else entries[at] = [entry[0], change(entry[1], depth + 1)];
		return fromEntries(entries);
	}

	function changeList(list: unknown[], depth: number): unknown[] {
		const at = Math.floor(random() * list.length);
		if (random() < 0.1) return Array.from({ length: Math.floor(random() * 300) }, () => list[at]);
		return list.map((item, index) => (index === at ? change(item, depth + 1) : item));
	}

	function cut(text: string): string {
		const at = Math.floor(random() * text.length);
		const chance = random();
		if (chance < 0.3)
			return text.slice(0, at) + String.fromCharCode(Math.floor(random() * 65_536)) + text.slice(at + 1);
		if (chance < 0.5) return text.slice(0, at);
		if (chance < 0.7) return text.slice(0, at) + text.slice(at + Math.floor(random() * 20));
		if (chance < 0.9) return text.slice(0, at) + text.slice(Math.floor(random() * text.length));
		return '['.repeat(Math.floor(random() * 20_000)) + text;
	}

	return random() < 0.6 ? JSON.stringify(change(JSON.parse(frame))) : cut(frame);
}

/** An object in which `__proto__` is a name like any other, as it is in JSON. */
function fromEntries(entries: readonly [string, unknown][]): object {
	const object = {};
	for (const [name, value] of entries)
		Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
	return object;
}
