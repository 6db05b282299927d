import { EngineError } from './engine-error.ts';

/** Waits for a package that not every engine needs; says which one to install where it is missing. */
export async function importPeer<T>(name: string, load: () => Promise<T>): Promise<T> {
	try {
		return await load();
	} catch (cause) {
		throw new EngineError(
			'missing-peer',
			`This engine needs the package "${name}", which cannot be loaded. Run: npm install ${name}`,
			{ cause },
		);
	}
}
