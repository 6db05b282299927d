/** A source was given that gateways cannot share. */
export class SharingError extends Error {
	readonly code = 'not-shareable';
	constructor() {
		super(
			'Gateways can only share a source that can be read queue by queue, and this one has no `byQueue`. Leave `sharing` out, or give it one.',
		);
		this.name = 'SharingError';
	}
}
