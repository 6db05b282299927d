/** What the favicon says. Neither progress nor mark: something is being done, without an estimate. */
export interface FaviconState {
	/** 0..1; `null` without ground. */
	progress: number | null;
	/** How what ended did; `null` where nothing has. */
	mark: 'done' | 'failed' | null;
}
