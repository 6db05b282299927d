/** What was last said, with a number, so that the same words are said again. */
export interface Said {
	text: string;
	times: number;
}

/** Before anything was said. */
export const nothingSaid: Said = { text: '', times: 0 };
