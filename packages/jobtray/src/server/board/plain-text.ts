// Controls of C0 and C1, and bidirectional overrides and isolates: they have no place in one line of text, and can make
// the text around them lie.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unprintable = /[\s\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]+/g;

// What the above would leave as it is but for single spaces: most texts, which are then not copied.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unclean = /[^\S ]|[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]|^ | $| {2}/;

/** One line of plain text of at most `limitChars`, cut with an ellipsis; `null` for what is no text or empty. */
export function toPlainText(value: unknown, limitChars: number): string | null {
	if (typeof value !== 'string') return null;
	if (value !== '' && value.length < limitChars && !unclean.test(value)) return value;
	// Whatever is far over the limit is not even looked at.
	const text = value
		.slice(0, limitChars * 2)
		.replace(unprintable, ' ')
		.trim();
	if (text === '') return null;
	if (text.length <= limitChars) return text;
	const cut = text.slice(0, limitChars - 1);
	return `${isHighSurrogate(cut.charCodeAt(cut.length - 1)) ? cut.slice(0, -1) : cut}…`;
}

function isHighSurrogate(code: number): boolean {
	return code >= 0xd800 && code <= 0xdbff;
}
