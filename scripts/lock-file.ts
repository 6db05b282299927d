/** What is read of a `package-lock.json`. */
export interface LockFile {
	packages: Record<string, LockedPackage>;
}

interface LockedPackage {
	resolved?: string;
	dependencies?: Record<string, string>;
	optionalDependencies?: Record<string, string>;
}

/** Download addresses: they work only for those who can reach the same server; without them npm asks the registry that each person has set. */
export function findAddresses({ packages }: LockFile): string[] {
	return Object.entries(packages).flatMap(([name, { resolved }]) =>
		resolved?.includes('://') ? [`${name}: ${resolved}`] : [],
	);
}

/**
 * Packages that another needs and that are not in the file: `npm ci` refuses it. npm leaves out those of other machines
 * where it writes the file beside an installed `node_modules`.
 */
export function findMissing({ packages }: LockFile): string[] {
	return Object.entries(packages).flatMap(([from, { dependencies, optionalDependencies }]) =>
		Object.keys({ ...dependencies, ...optionalDependencies })
			.filter((name) => !placesOf(from, name).some((place) => place in packages))
			.map((name) => `${name}, which ${from === '' ? 'the root' : from} needs`),
	);
}

/** Where Node looks for a package: beside the one that needs it, and in each folder above. */
function placesOf(from: string, name: string): string[] {
	const folders = from.split('/');
	return [
		...folders.map((_, at) => `${folders.slice(0, at + 1).join('/')}/node_modules/${name}`),
		`node_modules/${name}`,
	];
}
