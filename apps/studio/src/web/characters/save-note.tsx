import type { Saving } from '../autosave/index.ts';

/** Says how the saving stands: quietly while it goes well, plainly where it does not. */
export function SaveNote<T>({ id, saving, onRetry }: { id: string; saving: Saving<T>; onRetry: () => void }) {
	return (
		<div className="save-note" data-status={saving.status}>
			<span id={id} role="status">
				{toWords(saving)}
			</span>
			{saving.status === 'failed' && (
				<button type="button" className="plain-button" onClick={onRetry}>
					Save again
				</button>
			)}
		</div>
	);
}

function toWords<T>(saving: Saving<T>): string {
	switch (saving.status) {
		case 'saved':
			return 'Saved';
		case 'waiting':
		case 'saving':
			return 'Saving…';
		case 'failed':
			return `Not saved. ${saving.problem.message}`;
	}
}
