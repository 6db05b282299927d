import { VideoEncoder, VideoFrame } from '@napi-rs/webcodecs';
import { EncodedPacket, EncodedVideoPacketSource, FilePathTarget, Mp4OutputFormat, Output } from 'mediabunny';
import { bitsPerSecond, type Encoder, framesBetweenKeyFrames, type VideoShape } from './encoder.ts';

type Chunk = Parameters<ConstructorParameters<typeof VideoEncoder>[0]['output']>;

const colours = { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', fullRange: false } as const;

/** Frames the encoder may hold before we wait for it; each is up to 3 MB. */
const framesInHand = 4;

/** The encoder that comes with Studio: WebCodecs for Node into mediabunny's MP4. */
export async function openWebCodecsEncoder(file: string, shape: VideoShape): Promise<Encoder> {
	const { width, height, framesPerSecond } = shape;
	const output = new Output({
		// The room for the index is kept free from the start: nothing of a long video has to stay in memory.
		format: new Mp4OutputFormat({ fastStart: 'reserve' }),
		target: new FilePathTarget(file),
	});
	const track = new EncodedVideoPacketSource('avc');
	output.addVideoTrack(track, { frameRate: framesPerSecond, maximumPacketCount: shape.frames });
	await output.start();

	const chunks: Chunk[] = [];
	let failure: Error | undefined;
	const encoder = new VideoEncoder({
		output: (chunk, meta) => chunks.push([chunk, meta]),
		error: (error) => {
			failure = error;
		},
	});
	encoder.configure({
		codec: height > 720 ? 'avc1.640028' : 'avc1.64001f',
		width,
		height,
		framerate: framesPerSecond,
		bitrate: bitsPerSecond(shape),
		avc: { format: 'avc' },
		latencyMode: 'quality',
	});
	let added = 0;
	let closed = false;

	async function writeChunks(): Promise<void> {
		if (failure) throw failure;
		for (const [chunk, meta] of chunks.splice(0)) {
			const bytes = new Uint8Array(chunk.byteLength);
			chunk.copyTo(bytes);
			const config = meta?.decoderConfig;
			const packet = new EncodedPacket(bytes, chunk.type, chunk.timestamp / 1e6, 1 / framesPerSecond);
			await track.add(packet, config ? { decoderConfig: { ...config, colorSpace: colours } } : undefined);
		}
	}

	return {
		async add(bytes) {
			const timestamp = Math.round((added * 1e6) / framesPerSecond);
			const frame = new VideoFrame(bytes, {
				format: 'I420',
				codedWidth: width,
				codedHeight: height,
				timestamp,
				colorSpace: colours,
			});
			encoder.encode(frame, { keyFrame: added % framesBetweenKeyFrames === 0 });
			frame.close();
			added += 1;
			await writeChunks();
			while (encoder.encodeQueueSize > framesInHand && !failure) await new Promise((done) => setTimeout(done, 2));
		},
		async finish() {
			await encoder.flush();
			await writeChunks();
			await output.finalize();
			closed = true;
			encoder.close();
		},
		async abandon() {
			if (closed) return;
			closed = true;
			if (encoder.state !== 'closed') encoder.close();
			await output.cancel();
		},
	};
}
