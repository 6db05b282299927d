import { createNoise, type Noise } from './noise.ts';
import { canvas, fir, glints, hills, light, mist, sheen, sky, stars, tower } from './shapes.ts';

/** A still that the script draws. */
export interface Landscape {
	id: string;
	name: string;
	/** The inside of an SVG of the canvas's size. */
	drawing: string;
}

const { width } = canvas;

function firRow(
	noise: Noise,
	{ y, tallest, count, fill }: { y: number; tallest: number; count: number; fill: string },
): string {
	return Array.from({ length: count }, (_, index) => {
		const x = ((index + noise.between(-0.6, 0.6)) / (count - 1)) * width;
		return fir(noise, { x, y: y + noise.between(0, 40), height: tallest * noise.between(0.45, 1), fill });
	}).join('');
}

function forestAtDusk(): string {
	const noise = createNoise(11);
	return [
		sky(['#1c2350', '#57407f', '#c0607f', '#f3a46f', '#fbd9a0']),
		stars(noise, { count: 90, bottom: 420 }),
		light({ x: 1280, y: 640, radius: 62, colour: '#ffe9bd', halo: 7 }),
		hills(noise, { base: 800, rise: 260, waves: 4, octaves: 5, fill: '#8a5280' }),
		mist({ y: 600, height: 260, colour: '#ffc9a0', opacity: 0.5 }),
		hills(noise, { base: 880, rise: 240, waves: 5, octaves: 4, fill: '#573a68', offset: 0.7 }),
		firRow(noise, { y: 900, tallest: 210, count: 60, fill: '#3a2c55' }),
		mist({ y: 720, height: 260, colour: '#e79a94', opacity: 0.35 }),
		firRow(noise, { y: 1000, tallest: 400, count: 34, fill: '#231f40' }),
		firRow(noise, { y: 1130, tallest: 760, count: 13, fill: '#12122a' }),
	].join('');
}

function nightCity(): string {
	const noise = createNoise(23);
	const row = ({
		top,
		bottom,
		fill,
		lit,
		wide,
	}: {
		top: number;
		bottom: number;
		fill: string;
		lit: number;
		wide: number;
	}) => {
		let drawing = '';
		for (let x = -20; x < width; ) {
			const across = Math.round(noise.between(0.6, 1.3) * wide);
			const roof = Math.round(top + noise.between(0, 260));
			drawing += tower(noise, {
				x,
				width: across,
				top: roof,
				bottom,
				fill,
				lit,
				windows: ['#ffd98a', '#ffb86b', '#9fd8ff', '#ff8fb8'],
			});
			x += across + Math.round(noise.between(2, 26));
		}
		return drawing;
	};
	return [
		sky(['#070b1f', '#141a44', '#3b2a6b', '#8a3f7d', '#e0647a']),
		stars(noise, { count: 160, bottom: 480 }),
		light({ x: 430, y: 210, radius: 46, colour: '#f4f1ff', halo: 6 }),
		row({ top: 380, bottom: 820, fill: '#2b2560', lit: 0.16, wide: 120 }),
		mist({ y: 520, height: 330, colour: '#d2588a', opacity: 0.4 }),
		row({ top: 470, bottom: 850, fill: '#171a44', lit: 0.34, wide: 150 }),
		`<rect y="845" width="${width}" height="235" fill="#0a0d26"/>`,
		...['#ffd98a', '#ff8fb8', '#9fd8ff'].map((colour, index) =>
			glints(noise, { x: 480 + index * 480, top: 850, spread: 620, colour, count: 190 }),
		),
	].join('');
}

function harbour(): string {
	const noise = createNoise(37);
	const boat = (
		x: number,
		y: number,
		size: number,
		hull: string,
	) => `<g transform="translate(${x} ${y}) scale(${size})">
		<path d="M-90 0h180l-26 44h-128z" fill="${hull}"/><path d="M-90 0h180l-4 8h-172z" fill="#fff" opacity=".75"/>
		<path d="M-4 -4V-190" stroke="#26313f" stroke-width="6"/><path d="M4 -182 84 -22H4z" fill="#f7f2e7"/><path d="M-12 -160-66 -22h54z" fill="#e6dccb"/></g>`;
	const houses = Array.from({ length: 15 }, (_, index) => {
		const colours = ['#c65f4b', '#e2a654', '#d8cbb0', '#6c8f9c', '#b84f5c', '#8a9f74'];
		const x = 980 + index * 66;
		const high = noise.between(90, 190);
		const fill = colours[index % colours.length] ?? '#c65f4b';
		return `${tower(noise, { x, width: 62, top: Math.round(640 - high), bottom: 640, fill, lit: 0.55, windows: ['#2c3a4a', '#3d4c5c'] })}
			<polygon points="${x - 5},${640 - high} ${x + 31},${600 - high} ${x + 67},${640 - high}" fill="#5b3a38"/>`;
	}).join('');
	return [
		sky(['#5fa4cf', '#9bcbe0', '#d8e9e4', '#fbeccb']),
		light({ x: 420, y: 380, radius: 54, colour: '#fff6d8', halo: 8 }),
		hills(noise, { base: 640, rise: 230, waves: 3, octaves: 5, fill: '#8fb0b5' }),
		hills(noise, { base: 660, rise: 150, waves: 4, octaves: 4, fill: '#6c939a', offset: 0.4 }),
		houses,
		`<rect y="640" width="${width}" height="440" fill="#3f86a3"/>`,
		sheen({ y: 640, height: 300, colour: '#8cc8d0', opacity: 0.75 }),
		glints(noise, { x: 420, top: 646, spread: 420, colour: '#fff3cf', count: 360 }),
		glints(noise, { x: 1350, top: 650, spread: 900, colour: '#bfe3e6', count: 260 }),
		boat(700, 740, 0.9, '#b7463c'),
		boat(1180, 700, 0.55, '#2f5d7c'),
		boat(1520, 860, 1.5, '#24455e'),
		`<path d="M0 940h560v34H0z" fill="#5b4636"/>${[40, 180, 320, 460].map((x) => `<path d="M${x} 930h26v150h-26z" fill="#4a382b"/>`).join('')}`,
	].join('');
}

function quietSea(): string {
	const noise = createNoise(41);
	return [
		sky(['#233a66', '#4a6d9c', '#9fb7c9', '#f2d6b8', '#f9e8cf']),
		light({ x: 1380, y: 590, radius: 58, colour: '#fff3d6', halo: 8 }),
		mist({ y: 420, height: 220, colour: '#ffe3c4', opacity: 0.5 }),
		`<rect y="640" width="${width}" height="440" fill="#3f6488"/>`,
		sheen({ y: 640, height: 320, colour: '#a5bccb', opacity: 0.75 }),
		glints(noise, { x: 1380, top: 644, spread: 330, colour: '#ffeccb', count: 520 }),
		glints(noise, { x: 700, top: 650, spread: 1_200, colour: '#9fc0d4', count: 240 }),
		hills(noise, { base: 1_080, rise: 60, waves: 2, octaves: 3, fill: '#2b3f57' }),
		'<path d="M0 1080V700c60-30 120-34 180-8 70 30 120 20 190 60 60 36 90 90 170 120 90 34 150 110 260 208z" fill="#22303f"/>',
		'<path d="M214 700 232 396h76l18 330z" fill="#efe9df"/><path d="M222 560h98l5 60h-107zM229 450h83l4 50h-91z" fill="#c2493f"/>',
		'<path d="M222 396h96v-14h-96zM240 382v-54h60v54z" fill="#2c3a46"/><path d="M234 328h72l-36-40z" fill="#c2493f"/><rect x="252" y="336" width="36" height="42" fill="#ffe9a8"/>',
		...[700, 1_000, 1_350].map((reach) => {
			const half = (reach - 288) / 11;
			return `<polygon points="288,352 ${reach},${345 - half} ${reach},${345 + half} 288,364" fill="#fff1c4" opacity=".09"/>`;
		}),
	].join('');
}

function desertRoad(): string {
	const noise = createNoise(53);
	return [
		sky(['#2f5f9e', '#76a7cf', '#f0c79b', '#f7a76c']),
		light({ x: 980, y: 560, radius: 74, colour: '#fff0c9', halo: 6 }),
		hills(noise, { base: 690, rise: 240, waves: 5, octaves: 6, fill: '#b76a55' }),
		hills(noise, { base: 710, rise: 150, waves: 3, octaves: 5, fill: '#8f4c45', offset: 0.6 }),
		`<rect y="690" width="${width}" height="390" fill="#d99a62"/>`,
		hills(noise, { base: 830, rise: 90, waves: 2, octaves: 3, fill: '#cc8650' }),
		hills(noise, { base: 980, rise: 110, waves: 2, octaves: 3, fill: '#bb7343', offset: 0.3 }),
		'<polygon points="948,692 972,692 1520,1080 420,1080" fill="#4a4149"/>',
		'<g fill="#f6d9a0"><polygon points="959,706 961,706 962,724 958,724"/><polygon points="957,744 963,744 965,784 955,784"/><polygon points="953,820 967,820 972,890 948,890"/><polygon points="945,940 975,940 984,1080 936,1080"/></g>',
		...[
			[330, 880, 1.4],
			[1560, 860, 1.1],
			[1330, 760, 0.5],
			[610, 770, 0.55],
		].map(
			([x, y, size]) =>
				`<path transform="translate(${x} ${y}) scale(${size})" d="M-14 0v-150a14 14 0 0 1 28 0v60h26v-44a11 11 0 0 1 22 0v52q0 18-18 18h-30V0zM-14-46h-22q-18 0-18-18v-40a11 11 0 0 1 22 0v32h18z" fill="#3c5b4a"/>`,
		),
	].join('');
}

function snowyPeaks(): string {
	const noise = createNoise(67);
	const peak = (points: string, shade: string, snow: string) =>
		`<polygon points="${points}" fill="${shade}"/><polygon points="${snow}" fill="#f4f8fc"/>`;
	return [
		sky(['#0f1f4d', '#284b86', '#6f9cc4', '#d9e6ee']),
		stars(noise, { count: 140, bottom: 430 }),
		`<g opacity=".4" fill="none" stroke-width="90" stroke-linecap="round">
			<path d="M-50 330C420 120 860 420 1300 210S1900 160 2000 220" stroke="#5ee6b4" opacity=".5"/><path d="M-50 250C520 60 920 330 1420 130S1900 90 2000 140" stroke="#8f7bff" opacity=".45"/></g>`,
		peak('120,900 560,300 1010,900', '#3d5c88', '560,300 652,424 604,410 566,470 528,420 470,424'),
		peak('640,920 1150,210 1680,920', '#34507b', '1150,210 1268,368 1210,350 1164,440 1112,372 1040,364'),
		peak('1260,940 1660,390 2080,940', '#43648f', '1660,390 1742,502 1696,492 1660,548 1622,496 1580,500'),
		hills(noise, { base: 930, rise: 140, waves: 4, octaves: 5, fill: '#9db9d3' }),
		mist({ y: 640, height: 320, colour: '#dfeaf3', opacity: 0.6 }),
		hills(noise, { base: 1_010, rise: 130, waves: 3, octaves: 3, fill: '#dbe7f1', offset: 0.5 }),
		firRow(noise, { y: 1010, tallest: 170, count: 40, fill: '#2f4a68' }),
		hills(noise, { base: 1_110, rise: 130, waves: 2, octaves: 3, fill: '#f3f7fb', offset: 0.2 }),
		firRow(noise, { y: 1120, tallest: 430, count: 9, fill: '#1c3048' }),
	].join('');
}

function bridge(): string {
	const noise = createNoise(71);
	const tops = [520, 1400];
	const cables = tops.flatMap((x) =>
		Array.from({ length: 15 }, (_, index) => {
			const reach = (index + 1) * 28;
			const up = 250 + index * 24;
			return `<path d="M${x} ${up}L${x - reach} 690M${x} ${up}L${x + reach} 690"/>`;
		}),
	);
	return [
		sky(['#f6cfa5', '#f3b7a2', '#c99bb4', '#8e8fb8']),
		light({ x: 960, y: 420, radius: 66, colour: '#fff4df', halo: 7 }),
		hills(noise, { base: 720, rise: 150, waves: 3, octaves: 5, fill: '#9a83a5' }),
		mist({ y: 520, height: 260, colour: '#ffe0cb', opacity: 0.7 }),
		`<rect y="720" width="${width}" height="360" fill="#7d7fa8"/>`,
		glints(noise, { x: 960, top: 726, spread: 420, colour: '#ffe9d2', count: 420 }),
		`<g stroke="#54476b" stroke-width="3" fill="none">${cables.join('')}</g>`,
		tops.map((x) => `<path d="M${x - 16} 830V200h32v630zM${x - 26} 820h52v90h-52z" fill="#41365a"/>`).join(''),
		`<rect y="688" width="${width}" height="24" fill="#41365a"/><rect y="682" width="${width}" height="4" fill="#6a5a80"/>`,
		mist({ y: 800, height: 300, colour: '#f7cfbd', opacity: 0.5 }),
		hills(noise, { base: 1_120, rise: 120, waves: 2, octaves: 4, fill: '#38304e' }),
	].join('');
}

/** All landscapes, in the order in which Studio offers them. */
export function drawLandscapes(): Landscape[] {
	return [
		{ id: 'forest-at-dusk', name: 'Forest at dusk', drawing: forestAtDusk() },
		{ id: 'night-city', name: 'Night city', drawing: nightCity() },
		{ id: 'harbour', name: 'Harbour', drawing: harbour() },
		{ id: 'bridge', name: 'Bridge', drawing: bridge() },
		{ id: 'quiet-sea', name: 'Quiet sea', drawing: quietSea() },
		{ id: 'desert-road', name: 'Desert road', drawing: desertRoad() },
		{ id: 'snowy-peaks', name: 'Snowy peaks', drawing: snowyPeaks() },
	];
}
