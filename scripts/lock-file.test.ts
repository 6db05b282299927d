import { expect, it } from 'vitest';
import { findAddresses, findMissing } from './lock-file.ts';

it('finds download addresses, and not links to folders', () => {
	const packages = {
		'node_modules/here': { resolved: 'packages/here', link: true },
		'node_modules/there': { resolved: 'https://registry.example/there.tgz' },
	};
	expect(findAddresses({ packages })).toEqual(['node_modules/there: https://registry.example/there.tgz']);
});

it('finds what is needed and not there, optional or not, wherever Node would look for it', () => {
	const packages = {
		'': { dependencies: { tool: '1', gone: '1' } },
		'node_modules/tool': {
			dependencies: { inner: '1' },
			optionalDependencies: { '@tool/linux': '1', '@tool/mac': '1' },
		},
		'node_modules/tool/node_modules/inner': { dependencies: { '@tool/linux': '1' } },
		'node_modules/@tool/linux': {},
	};
	expect(findMissing({ packages })).toEqual(['gone, which the root needs', '@tool/mac, which node_modules/tool needs']);
});
