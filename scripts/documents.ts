import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The Markdown that users read, by paths from the repository's root. */
export function findDocuments(): string[] {
	const docs = readdirSync('docs', { recursive: true, encoding: 'utf8' });
	return ['README.md', 'packages/jobtray/README.md', ...docs.filter((path) => path.endsWith('.md')).map(toPath)];
}

function toPath(path: string): string {
	return join('docs', path);
}
