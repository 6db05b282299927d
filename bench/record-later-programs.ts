import { counts, encodes, reads } from './estimate/program-kinds.ts';
import { writeTrace } from './estimate/trace-file.ts';
import { type Program, watchPrograms } from './estimate/watch-program.ts';
import { makeFront, makeText } from './estimate/work-files.ts';

// npx tsx --conditions=source bench/record-later-programs.ts             all
// npx tsx --conditions=source bench/record-later-programs.ts zstd scenes some
//
// The second set of programs that know nothing of the tray: recorded when the pace of late had got its present rule, to
// see it at work on runs that had no part in it. They are all held out.

const front = makeFront();
const text = makeText();

const x264 = ['-c:v', 'libx264', '-preset', 'medium'];
const pictures = 60;

const programs: Record<string, { ran: string; shape: string; program: Program }> = {
	zstd: {
		ran: 'zstd -16 of the front of an archive',
		shape: 'uneven',
		program: reads('sh', ['-c', `exec zstd -16 -T1 -q -c ${front} > /dev/null`], front),
	},
	text: {
		ran: 'xz -2 of the lines of many programs, eight times over',
		shape: 'uneven',
		program: reads('sh', ['-c', `exec xz -2 -T1 -c ${text} > /dev/null`], text),
	},
	av1: {
		ran: 'an encode to AV1 of a moving, noisy test picture',
		shape: 'steady',
		program: encodes(20, [
			'-f',
			'lavfi',
			'-i',
			'testsrc2=s=640x360:rate=25,noise=alls=15:allf=t',
			'-c:v',
			'libsvtav1',
			'-preset',
			'8',
		]),
	},
	scenes: {
		ran: 'an encode of bars, then of a zoom into the Mandelbrot set, then of noise, each a third',
		shape: 'phases',
		program: encodes(60, [
			'-f',
			'lavfi',
			'-i',
			[
				'smptebars=s=960x540:rate=25:d=20[a]',
				'mandelbrot=s=960x540:rate=25,trim=duration=20[b]',
				'testsrc2=s=960x540:rate=25:d=20,noise=alls=30:allf=t[c]',
				'[a][b][c]concat=n=3:v=1',
			].join(';'),
			'-pix_fmt',
			'yuv420p',
			...x264,
		]),
	},
	pictures: {
		ran: `${pictures} pictures of different sizes, drawn and blurred one by one`,
		shape: 'steps',
		program: counts(
			pictures,
			`for i in $(seq 1 ${pictures}); do s=$((300 + (i * 7919) % 700)); convert -size "$s"x"$s" plasma:fractal -blur 0x6 null:; echo $i; done`,
		),
	},
	words: {
		ran: 'a count of all words of many programs, by awk',
		shape: 'steady',
		program: reads('awk', ['{ for (i = 1; i <= NF; i++) count[$i]++ } END { print length(count) }', text], text),
	},
};

const asked = process.argv.slice(2);
for (const [name, { ran, shape, program }] of Object.entries(programs)) {
	if (asked.length > 0 && !asked.includes(name)) continue;
	writeTrace(await watchPrograms({ name, ran, shape, heldOut: true }, [[1, program]]));
}
