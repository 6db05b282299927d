import { drawIcon, type HostImage, iconSize } from './draw-icon.ts';
import type { FaviconState } from './favicon-state.ts';

/** Paints a state over the host's icon at `hostIcon`. Returns an address to show; `null` where the page cannot show one. */
export type PaintIcon = (state: FaviconState, hostIcon: string) => Promise<string | null>;

/** Paints by a canvas. The host's icon is left out where it cannot be read: missing, or of another site. */
export function createIconPainter(): PaintIcon {
	let host: { href: string; image: Promise<HostImage | null> } | null = null;
	let shows: Promise<boolean> | null = null;
	let context: CanvasRenderingContext2D | null = null;

	return async (state, hostIcon) => {
		if (hostIcon !== host?.href) host = { href: hostIcon, image: loadHost(hostIcon) };
		const image = await host.image;
		context ??= createContext();
		if (context === null) return null;
		drawIcon(context, { state, image });
		const painted = context.canvas.toDataURL('image/png');
		// Asked once: a page whose policy allows no `data:` pictures would report each.
		shows ??= loadImage(painted).then((loaded) => loaded !== null);
		return (await shows) ? painted : null;
	};
}

function createContext(): CanvasRenderingContext2D | null {
	const canvas = document.createElement('canvas');
	canvas.width = iconSize;
	canvas.height = iconSize;
	return canvas.getContext('2d');
}

async function loadHost(href: string): Promise<HostImage | null> {
	const source = await loadImage(href);
	if (source === null) return null;
	const { naturalWidth: width, naturalHeight: height } = source;
	// Some browsers know no size of vectors that say none, and draw nothing of them.
	return width > 0 && height > 0 ? { source, width, height } : null;
}

function loadImage(href: string): Promise<HTMLImageElement | null> {
	return new Promise((resolve) => {
		const image = new Image();
		image.onload = () => resolve(image);
		image.onerror = () => resolve(null);
		// Of another site without its leave nothing loads: it would make the canvas unreadable.
		image.crossOrigin = 'anonymous';
		image.src = href;
	});
}
