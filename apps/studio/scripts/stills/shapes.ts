import type { Noise } from './noise.ts';

/** Pixels of every still. */
export const canvas = { width: 1920, height: 1080 } as const;

/** A sky of colours from top to bottom. */
export function sky(colours: string[]): string {
	const stops = colours.map(
		(colour, index) => `<stop offset="${index / (colours.length - 1)}" stop-color="${colour}"/>`,
	);
	return `<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1">${stops.join('')}</linearGradient></defs>
		<rect width="${canvas.width}" height="${canvas.height}" fill="url(#sky)"/>`;
}

/** A light in the sky with a halo around it. */
export function light({
	x,
	y,
	radius,
	colour,
	halo,
}: {
	x: number;
	y: number;
	radius: number;
	colour: string;
	halo: number;
}): string {
	const id = `halo${Math.round(x)}-${Math.round(y)}`;
	return `<defs><radialGradient id="${id}"><stop offset="0" stop-color="${colour}" stop-opacity="0.75"/>
		<stop offset="0.35" stop-color="${colour}" stop-opacity="0.22"/><stop offset="1" stop-color="${colour}" stop-opacity="0"/></radialGradient></defs>
		<circle cx="${x}" cy="${y}" r="${radius * halo}" fill="url(#${id})"/><circle cx="${x}" cy="${y}" r="${radius}" fill="${colour}"/>`;
}

/** A line of hills, filled down to the lower edge. */
export function hills(
	noise: Noise,
	{
		base,
		rise,
		waves,
		octaves,
		fill,
		offset = 0,
	}: {
		base: number;
		rise: number;
		waves: number;
		octaves: number;
		fill: string;
		offset?: number;
	},
): string {
	const points = Array.from({ length: 241 }, (_, index) => {
		const x = (index / 240) * canvas.width;
		return `${x.toFixed(1)},${(base - rise * noise.ridge(index / 240 + offset, { waves, octaves })).toFixed(1)}`;
	});
	return `<polygon points="0,${canvas.height} ${points.join(' ')} ${canvas.width},${canvas.height}" fill="${fill}"/>`;
}

/** Stars, fewer and fainter towards `bottom`. */
export function stars(noise: Noise, { count, bottom }: { count: number; bottom: number }): string {
	return Array.from({ length: count }, () => {
		const y = noise.next() ** 1.6 * bottom;
		const radius = noise.between(0.5, 1.9).toFixed(2);
		const opacity = (noise.between(0.25, 1) * (1 - y / bottom)).toFixed(2);
		return `<circle cx="${(noise.next() * canvas.width).toFixed(1)}" cy="${y.toFixed(1)}" r="${radius}" fill="#fff" opacity="${opacity}"/>`;
	}).join('');
}

/** A fir with its foot at a point. */
export function fir(
	noise: Noise,
	{ x, y, height, fill }: { x: number; y: number; height: number; fill: string },
): string {
	const layers = 7;
	const width = height * noise.between(0.2, 0.27);
	const edge: string[] = [];
	for (const side of [1, -1]) {
		const points = Array.from({ length: layers }, (_, index) => {
			const layer = side === 1 ? index : layers - 1 - index;
			const reach = width * ((layer + 1) / layers) * noise.between(0.8, 1.1);
			const outer = `${(x + side * reach).toFixed(1)},${(y - height * (1 - (layer + 1.15) / (layers + 0.6))).toFixed(1)}`;
			const inner = `${(x + side * reach * 0.45).toFixed(1)},${(y - height * (1 - (layer + 0.95) / (layers + 0.6))).toFixed(1)}`;
			return side === 1 ? `${outer} ${inner}` : `${inner} ${outer}`;
		});
		edge.push(points.join(' '));
	}
	const trunk = `<rect x="${(x - height * 0.012).toFixed(1)}" y="${(y - height * 0.12).toFixed(1)}" width="${(height * 0.024).toFixed(1)}" height="${(height * 0.14).toFixed(1)}" fill="${fill}"/>`;
	return `<polygon points="${x},${(y - height).toFixed(1)} ${edge.join(' ')}" fill="${fill}"/>${trunk}`;
}

/** Short strokes of light on water, denser under the light. */
export function glints(
	noise: Noise,
	{ x, top, spread, colour, count }: { x: number; top: number; spread: number; colour: string; count: number },
): string {
	return Array.from({ length: count }, () => {
		const down = noise.next();
		const y = top + down ** 1.4 * (canvas.height - top);
		const reach = spread * (0.25 + down);
		const left = x + (noise.next() + noise.next() - 1) * reach;
		const length = noise.between(14, 80) * (0.4 + down);
		const opacity = noise.between(0.12, 0.6).toFixed(2);
		return `<rect x="${left.toFixed(1)}" y="${y.toFixed(1)}" width="${length.toFixed(1)}" height="${(1 + 3.5 * down).toFixed(1)}" rx="2" fill="${colour}" opacity="${opacity}"/>`;
	}).join('');
}

/** A band of colour as wide as the canvas. */
export interface Band {
	y: number;
	height: number;
	colour: string;
	/** Where it is strongest, 0..1. */
	opacity: number;
}

/** A band of mist, strongest below its middle. */
export function mist(band: Band): string {
	return veil(band, [0, 0], [0.6, 1], [1, 0]);
}

/** The light of the sky on water, fading towards the viewer. */
export function sheen(band: Band): string {
	return veil(band, [0, 1], [1, 0]);
}

function veil({ y, height, colour, opacity }: Band, ...stops: [at: number, share: number][]): string {
	const id = `veil${y}-${height}`;
	const shades = stops.map(
		([at, share]) => `<stop offset="${at}" stop-color="${colour}" stop-opacity="${share * opacity}"/>`,
	);
	return `<defs><linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1">${shades.join('')}</linearGradient></defs>
		<rect y="${y}" width="${canvas.width}" height="${height}" fill="url(#${id})"/>`;
}

/** A house front with some windows lit. */
export function tower(
	noise: Noise,
	{
		x,
		width,
		top,
		bottom,
		fill,
		windows,
		lit,
	}: {
		x: number;
		width: number;
		top: number;
		bottom: number;
		fill: string;
		windows: string[];
		/** Share of windows that are lit, 0..1. */
		lit: number;
	},
): string {
	let drawing = `<rect x="${x}" y="${top}" width="${width}" height="${bottom - top}" fill="${fill}"/>`;
	const step = { x: 20, y: 26 };
	for (let wy = top + 16; wy < bottom - 20; wy += step.y) {
		for (let wx = x + 10; wx < x + width - 14; wx += step.x) {
			if (noise.next() > lit) continue;
			const colour = windows[Math.floor(noise.next() * windows.length)] ?? '#fff';
			drawing += `<rect x="${wx}" y="${wy}" width="10" height="14" fill="${colour}" opacity="${noise.between(0.45, 1).toFixed(2)}"/>`;
		}
	}
	return drawing;
}
