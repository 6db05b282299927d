import { expect, test } from 'vitest';
import { findSnippets } from './snippets.ts';

test('finds TypeScript in a document, and where it begins', () => {
	const document = 'Text\n\n```tsx\n<a />;\n```\n\n```sh\nnpm test\n```\n\n```ts\nconst a = 1;\n```\n';
	expect(findSnippets(document)).toEqual([
		{ language: 'tsx', code: '<a />;\n', line: 4 },
		{ language: 'ts', code: 'const a = 1;\n', line: 12 },
	]);
});
