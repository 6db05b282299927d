import { type DragEvent, useState } from 'react';
import { type Still, uploadLimits } from '../../api.ts';
import { ProblemNote, useTask } from '../parts/index.ts';
import { ProblemError } from '../request/index.ts';
import { useStudio } from '../shell/studio-context.ts';
import { toSize } from '../words/index.ts';
import { decideUpload } from './decide-upload.ts';

/** Takes one's own picture: dropped here, or chosen. */
export function StillDrop({ onAdded }: { onAdded: (still: Still) => void }) {
	const { api } = useStudio();
	const [over, setOver] = useState(false);
	const [task, run] = useTask();
	function take(files: FileList | null) {
		const file = files?.[0];
		if (file === undefined) return;
		void run(async () => {
			const refusal = decideUpload(file);
			if (refusal !== null) throw new ProblemError({ code: 'not-a-picture', message: refusal });
			onAdded(await api.uploadStill(file));
		});
	}
	function onDragOver(event: DragEvent) {
		event.preventDefault();
		setOver(true);
	}
	function onDrop(event: DragEvent) {
		event.preventDefault();
		setOver(false);
		take(event.dataTransfer.files);
	}
	return (
		<>
			{/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is for the pointer; the file input inside is for all */}
			<div
				className="drop"
				data-over={over || undefined}
				onDragOver={onDragOver}
				onDragLeave={() => setOver(false)}
				onDrop={onDrop}
			>
				<label>
					<input
						type="file"
						className="out-of-sight"
						accept={uploadLimits.types.join(',')}
						onChange={(event) => {
							take(event.target.files);
							// So that the same file can be chosen once more after a refusal.
							event.target.value = '';
						}}
					/>
					<span className="drop-words">
						<b>Add your own picture</b>
						<small>Drop it here or choose it. JPEG, PNG or WebP, up to {toSize(uploadLimits.bytes)}.</small>
					</span>
				</label>
			</div>
			<p role="status" className="quiet">
				{task.status === 'running' && 'Uploading…'}
			</p>
			{task.status === 'failed' && <ProblemNote>{task.problem.message}</ProblemNote>}
		</>
	);
}
