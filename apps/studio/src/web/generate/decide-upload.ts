import { uploadLimits } from '../../api.ts';
import { toSize } from '../words/index.ts';

/** What is known of a file before it is sent. */
export interface UploadFile {
	name: string;
	/** In bytes. */
	size: number;
	/** As the browser guesses it; empty where it does not know. */
	type: string;
}

/** Why a file cannot be a still, as a sentence; `null` where it may be sent. The server looks at the content as well. */
export function decideUpload(file: UploadFile): string | null {
	const types: readonly string[] = uploadLimits.types;
	if (!types.includes(file.type)) return `“${file.name}” is not a JPEG, PNG or WebP picture. Choose one of these.`;
	if (file.size === 0) return `“${file.name}” is empty. Choose another picture.`;
	if (file.size <= uploadLimits.bytes) return null;
	const [size, most] = [toSize(file.size), toSize(uploadLimits.bytes)];
	return `“${file.name}” is ${size}; a picture may have at most ${most}. Choose or make a smaller one.`;
}
