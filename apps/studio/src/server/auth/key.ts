import { randomBytes } from 'node:crypto';
import { chmod, link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const keyBytes = 32;

/** The key that logins are signed with: made at the first start, and kept in the data folder for its owner only. */
export async function loadOrCreateKey(dataFolder: string): Promise<Uint8Array> {
	const file = join(dataFolder, 'login.key');
	const kept = await readFile(file).catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return null;
		throw error;
	});
	// A shorter one was cut off while it was written: all it signed can be is forgotten.
	if (kept?.length === keyBytes) {
		await chmod(file, 0o600);
		return kept;
	}
	const key = randomBytes(keyBytes);
	const own = `${file}.${process.pid}`;
	await writeFile(own, key, { mode: 0o600 });
	try {
		// Whole or not there, and never over one that another Studio has put there meanwhile.
		if (kept === null) await link(own, file);
		else await rename(own, file);
		return key;
	} catch (error) {
		if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
		return await readFile(file);
	} finally {
		await rm(own, { force: true });
	}
}
