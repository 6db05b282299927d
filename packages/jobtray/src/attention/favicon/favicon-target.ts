/** Where an icon is shown in place of the host's, as a port: the document's links. */
export interface FaviconTarget {
	/** Address of the host's own icon, newest and best; `/favicon.ico` where it names none. */
	hostIcon(): string;
	/** Shows the icon at `href`, until `restore`. */
	show(href: string): void;
	/** Brings back the host's own, as the host last wrote it. Idempotent. */
	restore(): void;
	/** Calls `listener` when the host has written while ours is shown. Returns what ends it. */
	subscribe(listener: () => void): () => void;
}
