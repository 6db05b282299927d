/** Whether a JPEG, PNG or WebP file stops before its own end mark or length, as a broken-off download does. */
export function endsTooEarly(bytes: Uint8Array): boolean {
	if (startsWith(bytes, [0xff, 0xd8])) return !holds(bytes.subarray(-64), [0xff, 0xd9]);
	if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47])) return !holds(bytes.subarray(-64), [0x49, 0x45, 0x4e, 0x44]);
	if (startsWith(bytes, [0x52, 0x49, 0x46, 0x46]) && bytes.length >= 8) {
		const told = new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true);
		return bytes.length < told + 8;
	}
	return false;
}

function startsWith(bytes: Uint8Array, mark: number[]): boolean {
	return mark.every((byte, index) => bytes[index] === byte);
}

function holds(bytes: Uint8Array, mark: number[]): boolean {
	return Buffer.from(bytes).includes(Buffer.from(mark));
}
