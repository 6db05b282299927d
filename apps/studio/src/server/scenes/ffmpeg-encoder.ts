import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { bitsPerSecond, type Encoder, framesBetweenKeyFrames, type VideoShape } from './encoder.ts';

/** The second encoder: the `ffmpeg` on the PATH, fed with raw frames. Rejects where there is none. */
export async function openFfmpegEncoder(file: string, shape: VideoShape): Promise<Encoder> {
	const child = spawn('ffmpeg', toArguments(file, shape), { stdio: ['pipe', 'ignore', 'pipe'] });
	let complaint = '';
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		complaint = (complaint + text).slice(-500);
	});
	// A broken pipe shows as ffmpeg's exit, which says why.
	child.stdin.on('error', () => {});
	const exited = new Promise<number | null>((resolve) => child.once('close', resolve));
	await once(child, 'spawn');

	return {
		async add(frame) {
			if (child.exitCode !== null) throw new Error(`ffmpeg ended early: ${complaint.trim()}`);
			// A copy, because the pipe may keep the bytes after the call and the caller draws the next frame into them.
			const room = child.stdin.write(Buffer.from(frame));
			if (!room) await Promise.race([once(child.stdin, 'drain'), exited]);
		},
		async finish() {
			child.stdin.end();
			const code = await exited;
			if (code !== 0) throw new Error(`ffmpeg could not write the video: ${complaint.trim() || `exit ${code}`}`);
		},
		async abandon() {
			child.kill('SIGKILL');
			await exited;
		},
	};
}

function toArguments(file: string, shape: VideoShape): string[] {
	const { width, height, framesPerSecond } = shape;
	const from = ['-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-s', `${width}x${height}`, '-r', `${framesPerSecond}`];
	const colours = ['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv'];
	const h264 = ['-c:v', 'libx264', '-preset', 'veryfast', '-b:v', `${bitsPerSecond(shape)}`];
	const keys = ['-g', `${framesBetweenKeyFrames}`];
	const quiet = ['-hide_banner', '-loglevel', 'error', '-y'];
	return [...quiet, ...from, '-i', 'pipe:0', ...h264, ...keys, ...colours, '-movflags', '+faststart', file];
}
