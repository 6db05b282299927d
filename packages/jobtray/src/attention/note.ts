/** A desktop notification in words. */
export interface Note {
	title: string;
	body: string;
	/** Where a click leads; `null` opens the tray. */
	href: string | null;
}
