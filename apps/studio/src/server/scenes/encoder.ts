/** What a video shall be. */
export interface VideoShape {
	/** Even. */
	width: number;
	/** Even. */
	height: number;
	/** How many frames will come; none more. */
	frames: number;
	framesPerSecond: number;
}

/** Turns frames into an H.264 MP4 whose index is at its start, so that it plays while it loads. */
export interface Encoder {
	/** Takes the next frame as I420 bytes. Resolves when the next one may come; the bytes may be reused then. */
	add(frame: Uint8Array): Promise<void>;
	/** Writes what is left and closes the file. */
	finish(): Promise<void>;
	/** Gives up and frees everything; what has been written of the file stays for the caller to remove. Idempotent. */
	abandon(): Promise<void>;
}

/** Opens an encoder that writes to `file`. */
export type OpenEncoder = (file: string, shape: VideoShape) => Promise<Encoder>;

/** Bits a second that look good for slow camera moves: 2.5 Mbit/s at 540p, 8 Mbit/s at 1080p. */
export function bitsPerSecond({ width, height }: Pick<VideoShape, 'width' | 'height'>): number {
	return width * height > 960 * 540 ? 8_000_000 : 2_500_000;
}

/** Every so many frames a frame stands for itself, so that a player can jump there: two seconds. */
export const framesBetweenKeyFrames = 48;
