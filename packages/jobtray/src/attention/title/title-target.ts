/** Where a title is shown: the tab's, unless a host has something better. */
export interface TitleTarget {
	/** Shows `text` in place of the host's own title, until `restore`. Showing what is shown already does nothing. */
	show(text: string): void;
	/** Brings back the host's newest title. Idempotent. */
	restore(): void;
}
