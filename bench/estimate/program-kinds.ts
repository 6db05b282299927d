import { type Program, shareEncoded, shareRead } from './watch-program.ts';

/** A program whose progress is the place in the file that it reads. */
export function reads(command: string, args: readonly string[], file: string): Program {
	return { command, args, progress: ({ pid }) => shareRead(pid, file) };
}

/** An encode by ffmpeg of so many seconds of film, whose progress is what it tells itself. */
export function encodes(seconds: number, args: readonly string[]): Program {
	return {
		command: 'ffmpeg',
		args: [
			'-hide_banner',
			'-nostdin',
			'-y',
			'-progress',
			'pipe:1',
			'-stats_period',
			'0.1',
			...args,
			'-t',
			String(seconds),
			'-f',
			'matroska',
			'/dev/null',
		],
		progress: ({ printed }) => shareEncoded(printed, seconds),
	};
}

/** A shell script that prints how many of so many parts are done, the latest last. */
export function counts(parts: number, script: string): Program {
	return {
		command: 'sh',
		args: ['-c', script],
		progress: ({ printed }) => Number(printed.trimEnd().split('\n').at(-1)) / parts,
	};
}
