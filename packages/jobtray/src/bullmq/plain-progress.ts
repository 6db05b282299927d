import { limits } from '../protocol/index.ts';
import { isRecord } from './told-progress.ts';

/** Progress as people are shown it. */
export interface ShownProgress {
	/** 0..1, or `null` where none was told. */
	progress: number | null;
	step?: string;
}

const number = /^\s*([+-]?\d+(?:\.\d+)?)\s*%?\s*$/;
const amounts = ['progress', 'percent', 'percentage', 'value'] as const;
const words = ['step', 'message', 'text', 'status'] as const;

/**
 * Reads progress that a program without the worker helper has told: 0..100 by BullMQ's custom, as a number or as text;
 * other text is a step; an object may hold both. `odd` is called for what cannot be read.
 */
export function toShownProgress(value: unknown, odd: () => void): ShownProgress {
	if (value === null || value === undefined) return { progress: null };
	if (typeof value === 'number') return { progress: toShare(value, odd) };
	if (typeof value === 'string') return fromText(value, odd);
	if (!isRecord(value)) {
		odd();
		return { progress: null };
	}
	const shown: ShownProgress = { progress: null };
	const amount = amounts.map((name) => value[name]).find((each) => each !== undefined);
	if (typeof amount === 'number' || (typeof amount === 'string' && number.test(amount.slice(0, 64)))) {
		shown.progress = toShare(Number.parseFloat(String(amount)), odd);
	} else if (amount !== undefined) {
		odd();
	}
	const said = words.map((name) => value[name]).find((each) => typeof each === 'string' && each !== '');
	if (typeof said === 'string') shown.step = toStep(said);
	if (amount === undefined && said === undefined) odd();
	return shown;
}

/** Text fit to be shown as a step: one line, cut. */
export function toStep(text: string): string {
	return text.slice(0, limits.nameChars).replace(/\s+/g, ' ').trim();
}

function fromText(text: string, odd: () => void): ShownProgress {
	const [, digits] = number.exec(text.slice(0, 64)) ?? [];
	if (digits !== undefined && text.length <= 64) return { progress: toShare(Number(digits), odd) };
	const step = toStep(text);
	return step === '' ? { progress: null } : { progress: null, step };
}

function toShare(percent: number, odd: () => void): number | null {
	if (!Number.isFinite(percent) || percent < 0) {
		odd();
		return null;
	}
	return Math.min(1, percent / 100);
}
