import * as v from 'valibot';
import { Refused } from '../fault.ts';

const jsonLimitBytes = 64 * 1024;

/** Reads a request's bytes and stops as soon as they are more than allowed. */
export async function readBytes(request: Request, limit: { bytes: number; tooLarge: string }): Promise<Uint8Array> {
	const tooLarge = () => new Refused('too-large', { message: limit.tooLarge });
	if (Number(request.headers.get('content-length')) > limit.bytes) throw tooLarge();
	const parts: Uint8Array[] = [];
	let length = 0;
	for await (const part of request.body ?? []) {
		length += part.byteLength;
		if (length > limit.bytes) throw tooLarge();
		parts.push(part);
	}
	return Buffer.concat(parts);
}

/** Reads a JSON body of a schema; what is wrong is told with the field's name. */
export async function readJson<Schema extends v.GenericSchema>(
	request: Request,
	schema: Schema,
): Promise<v.InferOutput<Schema>> {
	const bytes = await readBytes(request, { bytes: jsonLimitBytes, tooLarge: 'This is too much text. Shorten it.' });
	const result = v.safeParse(schema, parse(Buffer.from(bytes).toString('utf8')));
	if (result.success) return result.output;
	const [issue] = result.issues;
	const field = v.getDotPath(issue) ?? undefined;
	throw new Refused('not-valid', { message: issue.message, field });
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch (cause) {
		throw new Refused('not-valid', { message: 'The request is not JSON. Reload the page and try again.', cause });
	}
}
