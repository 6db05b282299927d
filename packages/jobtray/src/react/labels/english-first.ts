import type { Format } from './format.ts';
import type { EndCounts, FirstLabels } from './labels.ts';

/** The English words that a page needs before anybody has opened the tray. */
export function englishFirst({ count, percent, roughly }: Format): FirstLabels {
	const counts = ({ completed, failed }: EndCounts) =>
		[completed > 0 && `${count(completed)} done`, failed > 0 && `${count(failed)} failed`].filter(Boolean).join(', ');

	return {
		jobs: 'Jobs',
		buttonName({ known, running, queued, paused, progress, unseen, link }) {
			const facts = [
				link === 'never' && 'not connected',
				link === 'lost' && 'connection lost',
				unseen.failed > 0 && `${count(unseen.failed)} failed`,
				unseen.completed > 0 && `${count(unseen.completed)} done`,
				running > 0 && `${count(running)} running`,
				queued > 0 && `${count(queued)} queued`,
				paused > 0 && `${count(paused)} paused`,
				progress !== null && percent(progress),
			].filter(Boolean);
			return `Jobs: ${facts.length > 0 ? facts.join(', ') : known ? 'none running' : 'loading'}`;
		},
		countDone: (n) => `${count(n)} done`,
		countFailed: (n) => `${count(n)} failed`,
		countPaused: (n) => `${count(n)} paused`,
		percentUnknown: '? %',
		percent,
		count,
		silentFor: (ms) => `offline for ${roughly(ms)}`,
		offline: 'offline',

		tryAgain: 'Try again',
		panelFailed: 'The job list could not be loaded.',

		toastDone: (name) => `${name} is done`,
		toastFailed: (name) => `${name} failed`,
		toastBurst: counts,
		toastSummary: (ends) => `While you were away: ${counts(ends)}`,
	};
}
