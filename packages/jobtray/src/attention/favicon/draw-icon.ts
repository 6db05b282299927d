import type { FaviconState } from './favicon-state.ts';

/** Width and height of the picture, in px: a tab shows 16, on dense screens 32 or 48. */
export const iconSize = 64;

/** The host's icon, with the size that it has. */
export interface HostImage {
	source: CanvasImageSource;
	width: number;
	height: number;
}

/** Each is seen on white and on the dark grey of a tab bar, with a contrast above 3. */
const colours = { run: '#3f72f0', done: '#1a9a57', failed: '#e0484d' };
const track = '#bcc4d3';
/** Around all that is ours: it keeps it apart from the host's icon and from a dark tab bar. */
const halo = '#ffffff';

const middle = iconSize / 2;
const ring = { radius: 26.5, width: 8, halo: 11 };
/** Of the host's icon within the ring; what is further out is cut off. */
const insideRadius = 21;
/** Dots of a ring that cannot say how far it is. */
const dots = 8;

/** Draws the host's icon with our ring around it, or our mark on it, on an empty canvas. */
export function drawIcon(
	context: CanvasRenderingContext2D,
	{ state: { progress, mark }, image }: { state: FaviconState; image: HostImage | null },
): void {
	const hasRing = progress !== null || mark === null;
	context.clearRect(0, 0, iconSize, iconSize);
	context.lineCap = 'round';
	context.lineJoin = 'round';
	if (image !== null) drawHost(context, { image, size: hasRing ? 2 * insideRadius : iconSize, isRound: hasRing });
	if (hasRing) drawRing(context, progress);
	if (mark === null) return;
	if (image !== null) drawMark(context, { mark, at: iconSize - 20.5, radius: 18 });
	else drawMark(context, { mark, at: middle, radius: hasRing ? 17 : 29 });
}

function drawHost(
	context: CanvasRenderingContext2D,
	{ image, size, isRound }: { image: HostImage; size: number; isRound: boolean },
): void {
	const scale = size / Math.max(image.width, image.height);
	const width = image.width * scale;
	const height = image.height * scale;
	context.save();
	if (isRound) {
		fillCircle(context, { x: middle, y: middle, radius: size / 2 });
		context.clip();
		context.clearRect(0, 0, iconSize, iconSize);
	}
	context.drawImage(image.source, middle - width / 2, middle - height / 2, width, height);
	context.restore();
}

function drawRing(context: CanvasRenderingContext2D, progress: number | null): void {
	const stroke = (colour: string, width: number, part = 1) => {
		context.beginPath();
		context.arc(middle, middle, ring.radius, -Math.PI / 2, (part * 2 - 0.5) * Math.PI);
		context.strokeStyle = colour;
		context.lineWidth = width;
		context.stroke();
	};
	stroke(halo, ring.halo);
	stroke(track, ring.width);
	if (progress === null) {
		for (let dot = 0; dot < dots; dot++) {
			const angle = (dot / dots) * 2 * Math.PI;
			const x = middle + ring.radius * Math.sin(angle);
			const y = middle - ring.radius * Math.cos(angle);
			context.fillStyle = colours.run;
			fillCircle(context, { x, y, radius: ring.width * 0.44 });
		}
		return;
	}
	if (progress > 0) stroke(colours.run, ring.width, Math.min(1, progress));
}

/** A white sign on a coloured ground: a tick on a disc, a cross on a square, told apart without their colours. */
function drawMark(
	context: CanvasRenderingContext2D,
	{ mark, at, radius }: { mark: 'done' | 'failed'; at: number; radius: number },
): void {
	const fillGround = (colour: string, reach: number) => {
		context.fillStyle = colour;
		if (mark === 'done') return fillCircle(context, { x: at, y: at, radius: reach });
		const half = reach * 0.94;
		context.beginPath();
		context.roundRect(at - half, at - half, 2 * half, 2 * half, reach * 0.45);
		context.fill();
	};
	const line = (...points: (readonly [x: number, y: number])[]) => {
		for (const [index, [x, y]] of points.entries()) {
			if (index === 0) context.moveTo(at + x * radius, at + y * radius);
			else context.lineTo(at + x * radius, at + y * radius);
		}
	};
	fillGround(halo, radius + 2.5);
	fillGround(colours[mark], radius);
	context.beginPath();
	if (mark === 'done') line([-0.45, 0.04], [-0.12, 0.38], [0.46, -0.32]);
	else {
		line([-0.36, -0.36], [0.36, 0.36]);
		line([0.36, -0.36], [-0.36, 0.36]);
	}
	context.strokeStyle = halo;
	context.lineWidth = radius * 0.27;
	context.stroke();
}

function fillCircle(
	context: CanvasRenderingContext2D,
	{ x, y, radius }: { x: number; y: number; radius: number },
): void {
	context.beginPath();
	context.arc(x, y, radius, 0, 2 * Math.PI);
	context.fill();
}
