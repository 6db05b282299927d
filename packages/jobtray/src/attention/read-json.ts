/** Reads a stored text; garbage is as good as nothing, `null`. */
export function readJson(text: string | null): unknown {
	try {
		return text === null ? null : JSON.parse(text);
	} catch {
		return null;
	}
}
