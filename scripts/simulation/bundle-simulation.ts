import { readdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Plugin, rolldown } from 'rolldown';
import type { Plant } from './plants.ts';

const folder = 'node_modules/.cache/jobtray-simulation';

/** Packages are left as they are. */
const isPackage = (id: string) => !/^(\.|\/|jobtray\/)/.test(id);

/** Puts a mistake into the one file that it is for. */
function toPlanter({ name, file, find, replace }: Plant): Plugin {
	let isPlanted = false;
	return {
		name: 'plant',
		transform(code, id) {
			if (!id.endsWith(`packages/jobtray/src/${file}`)) return null;
			if (code.split(find).length !== 2) throw new Error(`"${name}": ${file} does not hold its text exactly once.`);
			isPlanted = true;
			return code.replace(find, () => replace);
		},
		generateBundle() {
			if (!isPlanted) throw new Error(`"${name}": ${file} is not part of the simulation.`);
		},
	};
}

/**
 * Bundles the simulation with all it plays, for workers to run; returns the address of the file to begin with. What is loaded late
 * stays in files of its own: put into one file, every module would wait behind a function. A mistake may be planted into it.
 */
export async function bundleSimulation(plant?: Plant): Promise<string> {
	const dir = resolve(folder, `${process.pid}-${plant === undefined ? 'plain' : plant.name.replace(/\W+/g, '-')}`);
	const bundle = await rolldown({
		input: 'scripts/simulation/worker.ts',
		platform: 'node',
		external: isPackage,
		resolve: { conditionNames: ['source', 'import', 'node'] },
		plugins: plant === undefined ? [] : [toPlanter(plant)],
		logLevel: 'silent',
	});
	await bundle.write({
		dir,
		format: 'esm',
		entryFileNames: 'worker.mjs',
		chunkFileNames: '[name].mjs',
		sourcemap: 'inline',
	});
	await bundle.close();
	return resolve(dir, 'worker.mjs');
}

/** Takes away the files that this process has made. */
export function dropBundles(): void {
	for (const name of readdirSync(folder)) {
		if (name.startsWith(`${process.pid}-`)) rmSync(resolve(folder, name), { recursive: true });
	}
}
