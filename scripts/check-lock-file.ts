import { readFileSync } from 'node:fs';

// A lock file with download addresses works only for those who can reach the same server; without them npm asks the
// registry that each person has set.
const lock: { packages: Record<string, { resolved?: string }> } = JSON.parse(readFileSync('package-lock.json', 'utf8'));

const addressed = Object.entries(lock.packages).filter(([, entry]) => entry.resolved?.includes('://'));
for (const [name, entry] of addressed) console.log(`${name}: ${entry.resolved}`);
if (addressed.length > 0) {
	console.log(
		`package-lock.json holds ${addressed.length} download addresses. Run "npm install" in this folder (its .npmrc ` +
			'leaves them out), or delete the "resolved" lines.',
	);
	process.exitCode = 1;
}
