/** The most that either side accepts or sends. Names longer than their limit are cut by the server, never refused. */
export const limits = {
	/** Bytes of one frame from a client; the longest honest one is a `watch` with a cursor. */
	clientFrameBytes: 4 * 1024,
	/** Bytes of one REST request body; commands carry none to speak of. */
	requestBodyBytes: 4 * 1024,
	/** Jobs in one snapshot part: about 100 kB, decoded in a few milliseconds. */
	snapshotPartJobs: 250,
	/** Characters of a job's key. */
	keyChars: 512,
	/** Characters of a name, kind, owner's name, label or step. */
	nameChars: 300,
	/** Characters of an error message. */
	errorChars: 2_000,
	/** Characters of a link. */
	hrefChars: 2_048,
	/** Characters of a cursor. */
	cursorChars: 64,
	/** Waiting ranges in one lane, before the board numbers the lane anew. */
	laneRanges: 64,
} as const;
