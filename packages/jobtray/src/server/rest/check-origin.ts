/** Where a request says that it comes from. */
export interface RequestOrigin {
	origin: string | null;
	host: string | null;
	/** The browser's own word on it; pages cannot set it. */
	fetchSite: string | null;
	/** Whether it brings a token of its own; then it is no browser acting on a cookie. */
	hasBearer: boolean;
}

/** Reads it from a request's headers. */
export function toRequestOrigin(headers: Headers): RequestOrigin {
	return {
		origin: headers.get('origin'),
		host: headers.get('host'),
		fetchSite: headers.get('sec-fetch-site'),
		hasBearer: /^bearer \S/i.test(headers.get('authorization') ?? ''),
	};
}

/** Whether an `Origin` is one of the allowed ones, letter for letter; with no list, whether it has the host that was asked. */
export function isAllowedOrigin(origin: string, host: string | null, origins: readonly string[] | undefined): boolean {
	if (origins !== undefined) return origins.includes(origin);
	const url = parse(origin);
	// `null`, look-alikes and anything that is not plainly `scheme://host` fail here.
	return url !== null && host !== null && url.origin === origin && url.host === host.toLowerCase();
}

/** Whether a socket may be opened from there. Without an `Origin`, only with a token. */
export function maySocket({ origin, host, hasBearer }: RequestOrigin, origins: readonly string[] | undefined): boolean {
	return origin === null ? hasBearer : isAllowedOrigin(origin, host, origins);
}

/** Whether a request from there may change something. */
export function mayChange(from: RequestOrigin, origins: readonly string[] | undefined): boolean {
	if (from.origin !== null && isAllowedOrigin(from.origin, from.host, origins)) return true;
	if (from.fetchSite !== null) return from.fetchSite === 'same-origin' || from.fetchSite === 'none';
	return from.origin === null && from.hasBearer;
}

function parse(origin: string): URL | null {
	try {
		const url = new URL(origin);
		return url.protocol === 'http:' || url.protocol === 'https:' ? url : null;
	} catch {
		// "null" and garbage: nobody's origin.
		return null;
	}
}
