import { describe, expect, it } from 'vitest';
import { uploadLimits } from '../../api.ts';
import { decideUpload } from './decide-upload.ts';

const picture = { name: 'pier.webp', size: 2_000, type: 'image/webp' };

describe('decideUpload', () => {
	it('takes a picture up to the limit', () => {
		expect(decideUpload(picture)).toBeNull();
		expect(decideUpload({ ...picture, size: uploadLimits.bytes })).toBeNull();
	});

	it('says how large a picture is that is too large, and how large it may be', () => {
		expect(decideUpload({ ...picture, size: 24_300_000 })).toBe(
			'“pier.webp” is 24.3 MB; a picture may have at most 20 MB. Choose or make a smaller one.',
		);
	});

	it('names the kinds it takes where a file is none of them', () => {
		expect(decideUpload({ ...picture, name: 'notes.pdf', type: 'application/pdf' })).toBe(
			'“notes.pdf” is not a JPEG, PNG or WebP picture. Choose one of these.',
		);
	});

	it('refuses an empty file', () => {
		expect(decideUpload({ ...picture, size: 0 })).toBe('“pier.webp” is empty. Choose another picture.');
	});
});
