/** A text as one frame of the WebSocket protocol, whole and unmasked, as servers send it. */
export interface TextFrame {
	readonly data: string | Buffer;
	/** How `data` is to be written, where it is a string. */
	readonly encoding: 'latin1' | undefined;
	/** Bytes of the text. */
	readonly bytes: number;
}

/** First byte of a frame that is a whole text. */
const wholeText = 0x81;

/** Lengths from these on are told by two and by eight bytes more. */
const length16 = 126;
const length64 = 65_536;

/**
 * Frames a text; the last one is kept, as those who share a feed are sent the same text in turn.
 *
 * Most texts are ASCII. Such a frame is a string of which each character is a byte, and the socket writes it as it is,
 * without a buffer of its own.
 */
export function createFramer(): (text: string) => TextFrame {
	let last = { text: '', frame: frame('') };
	return (text) => {
		if (text !== last.text) last = { text, frame: frame(text) };
		return last.frame;
	};
}

function frame(text: string): TextFrame {
	const bytes = Buffer.byteLength(text);
	const head = String.fromCharCode(wholeText, ...toLength(bytes));
	if (bytes === text.length) return { data: head + text, encoding: 'latin1', bytes };
	const data = Buffer.allocUnsafe(head.length + bytes);
	data.write(head, 'latin1');
	data.write(text, head.length, 'utf8');
	return { data, encoding: undefined, bytes };
}

function toLength(bytes: number): number[] {
	if (bytes < length16) return [bytes];
	if (bytes < length64) return [126, bytes >> 8, bytes & 0xff];
	const low = Array.from({ length: 4 }, (_, index) => (bytes >>> (24 - 8 * index)) & 0xff);
	return [127, 0, 0, 0, 0, ...low];
}
