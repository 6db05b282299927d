import { inspect } from 'node:util';

/** What an address says that nobody else may read: its passwords, as they are written and as they are meant. */
export function toSecrets(url: string): string[] {
	const secrets = new Set<string>();
	for (const each of url.split(/,(?=[a-z]+:\/\/)/i)) {
		const [, login = ''] = /^[a-z]+:\/\/([^?]*)@/is.exec(each) ?? [];
		const password = login.slice(login.indexOf(':') + 1);
		if (login.includes(':') && password !== '') secrets.add(password);
		for (const [, inQuery = ''] of each.matchAll(/[?&](?:password|sslpassword)=([^&]+)/gi)) secrets.add(inQuery);
	}
	for (const secret of [...secrets]) {
		try {
			secrets.add(decodeURIComponent(secret));
		} catch {
			// Not encoded: it is meant as it is written.
		}
	}
	return [...secrets];
}

/**
 * The error as it may be logged. Clients put the address, or the command that was refused with all its arguments, into
 * their errors; such an error is replaced by one that has its name, code and message, without the secrets.
 */
export function hideSecrets(error: unknown, secrets: readonly string[]): unknown {
	const text = inspect(error, { depth: 6, maxStringLength: null, maxArrayLength: null });
	if (!secrets.some((secret) => text.includes(secret))) return error;
	const hide = (words: string) => secrets.reduce((left, secret) => left.replaceAll(secret, '…'), words);
	if (!(error instanceof Error)) return new Error(hide(String(error)));
	const safe = Object.assign(new Error(hide(error.message)), { name: error.name, stack: hide(error.stack ?? '') });
	return 'code' in error ? Object.assign(safe, { code: error.code }) : safe;
}
