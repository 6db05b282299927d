/** An icon that the host offers. */
export interface IconOffer {
	/** Its address as the host wrote it. */
	href: string;
	/** As in `<link sizes>`: "32x32 64x64", "any" or empty. */
	sizes: string;
	/** As in `<link type>`. */
	type: string;
}

/** Any size that a tab or a list of tabs could want. */
const enough = 64;

/** Chooses the icon that can be drawn best at 64 px: one without a fixed size, else the smallest that is large enough, else the largest. */
export function toBestIcon<T extends IconOffer>(offers: readonly T[]): T | null {
	const ranked = offers.map((offer) => ({ offer, rank: toRank(offer) }));
	// The later one wins of two that are as good, as in browsers.
	return (
		ranked.reduce<(typeof ranked)[number] | null>(
			(best, each) => (best === null || each.rank >= best.rank ? each : best),
			null,
		)?.offer ?? null
	);
}

function toRank({ href, sizes, type }: IconOffer): number {
	if (sizes === 'any' || type === 'image/svg+xml' || /\.svg([?#]|$)/i.test(href)) return 3;
	const widths = sizes.split(/\s+/).map((size) => Number.parseInt(size, 10) || 0);
	const rank = (width: number) => (width >= enough ? 1 + enough / width : width / enough);
	return Math.max(...widths.map(rank));
}
