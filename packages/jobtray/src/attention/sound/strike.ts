/** One tone of a sound. */
export interface Tone {
	/** In Hz. */
	pitch: number;
	/** How loud at its loudest, 0..1. */
	level: number;
	/** From its loudest until it cannot be heard, in s. */
	decayS: number;
	/** When it begins, after the sound, in s. Default 0. */
	afterS?: number;
	/** From silence to its loudest, in s. Default 0.006. */
	attackS?: number;
	/** Where its pitch goes, in Hz, and how long that takes, in s. Default: it stays. */
	glide?: { to: number; overS: number };
	/** Default `sine`. */
	shape?: 'sine' | 'triangle';
}

/** What a tone fades to before it is ended: −80 dB of its loudest. */
const unheard = 1e-4;

/** From unheard to silence in s, so that not even that clicks. */
const endS = 0.008;

/** Sounds the tones through one gentle low pass at `softenedAt` Hz. Returns how long that takes, in s. */
export function strike(
	{ context, out, at }: { context: BaseAudioContext; out: AudioNode; at: number },
	{ tones, softenedAt }: { tones: readonly Tone[]; softenedAt: number },
): number {
	const filter = new BiquadFilterNode(context, { type: 'lowpass', frequency: softenedAt, Q: 0.5 });
	filter.connect(out);
	const lengths = tones.map((tone) => {
		const { pitch, level, decayS, afterS = 0, attackS = 0.006, glide, shape = 'sine' } = tone;
		const begins = at + afterS;
		const ends = begins + attackS + decayS + endS;
		const oscillator = new OscillatorNode(context, { type: shape, frequency: pitch });
		if (glide !== undefined) {
			oscillator.frequency.setValueAtTime(pitch, begins);
			oscillator.frequency.exponentialRampToValueAtTime(glide.to, begins + glide.overS);
		}
		const envelope = new GainNode(context, { gain: 0 });
		envelope.gain.setValueAtTime(0, begins);
		envelope.gain.linearRampToValueAtTime(level, begins + attackS);
		envelope.gain.exponentialRampToValueAtTime(level * unheard, begins + attackS + decayS);
		envelope.gain.linearRampToValueAtTime(0, ends);
		oscillator.connect(envelope).connect(filter);
		oscillator.start(begins);
		oscillator.stop(ends);
		return ends - at;
	});
	return Math.max(0, ...lengths);
}
