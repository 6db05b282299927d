/** Epoch milliseconds with fractions, the same in all processes of a machine. */
export function preciseNow(): number {
	return performance.timeOrigin + performance.now();
}

/** A step that says when it was told. */
export function toStampedStep(at: number): string {
	return `Frame of ${at.toFixed(2)}`;
}

/** The times in a text with such steps. */
export function findStamps(text: string): number[] {
	return [...text.matchAll(/Frame of (\d+\.\d+)/g)].map(([, at]) => Number(at));
}
