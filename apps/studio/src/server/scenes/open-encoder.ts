import type { OpenEncoder } from './encoder.ts';
import { openFfmpegEncoder } from './ffmpeg-encoder.ts';

/**
 * Opens the encoder that comes with Studio, or, where its binary does not fit this machine, the `ffmpeg` on the PATH.
 * Rejects with a message for people where there is neither.
 */
export const openEncoder: OpenEncoder = async (file, shape) => {
	const webcodecs = await import('./webcodecs-encoder.ts').catch((error: unknown) => ({ error }));
	if ('openWebCodecsEncoder' in webcodecs) return webcodecs.openWebCodecsEncoder(file, shape);
	try {
		return await openFfmpegEncoder(file, shape);
	} catch {
		throw new Error(
			'There is no video encoder for this machine. Install ffmpeg, so that it is on the PATH, and try again.',
			{
				cause: webcodecs.error,
			},
		);
	}
};
