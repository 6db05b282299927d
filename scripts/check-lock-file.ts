import { readFileSync } from 'node:fs';
import { findAddresses, findMissing } from './lock-file.ts';

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));

const addresses = findAddresses(lock);
const missing = findMissing(lock);
for (const line of [...addresses, ...missing]) console.log(line);
if (addresses.length > 0) {
	console.log(
		`package-lock.json holds ${addresses.length} download addresses. Run "npm install" in this folder (its .npmrc ` +
			'leaves them out), or delete the "resolved" lines.',
	);
}
if (missing.length > 0) {
	console.log(
		`package-lock.json lacks ${missing.length} packages, and "npm ci" refuses it. Delete node_modules and run ` +
			'"npm install --package-lock-only".',
	);
}
process.exitCode = addresses.length + missing.length === 0 ? 0 : 1;
