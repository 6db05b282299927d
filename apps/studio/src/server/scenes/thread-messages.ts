/** What the server tells a scene's thread. */
export type ThreadOrder =
	/** One more frame may be drawn. */
	| { type: 'next' }
	/** Stop at the next frame, and free everything. */
	| { type: 'stop' };

/** What a scene's thread tells the server. */
export type ThreadReport =
	/** The still has been read; the first frame follows. */
	| { type: 'read' }
	/** This many frames are drawn and encoded. */
	| { type: 'encoded'; frames: number }
	/** All frames are encoded; the file is being written. */
	| { type: 'writing' }
	/** The files are there. */
	| { type: 'done' }
	/** It stopped because it was told to. */
	| { type: 'stopped' }
	/** It could not go on. */
	| {
			type: 'failed';
			/** For people where `understood`, else for the log. */
			message: string;
			/** Whether the message was written for the person. */
			understood: boolean;
			stack?: string;
	  };

/** Frames the thread may be ahead of the server's word: enough that it never waits for a calm server. */
export const framesAhead = 3;
