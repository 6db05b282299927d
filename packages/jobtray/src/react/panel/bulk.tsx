import { type FocusEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { Feed, Readable } from '../../client/index.ts';
import type { Scope } from '../../protocol/index.ts';
import { Icon } from '../icons.tsx';
import { useLabels } from '../labels/use-labels.ts';
import { useTray } from '../tray-context.ts';
import { useReadable } from '../use-readable.ts';
import { BulkChoices } from './bulk-choices.tsx';
import type { Dismissed } from './create-dismissed.ts';
import { hasBulk } from './decide-bulk.ts';
import { onEscape } from './question.tsx';
import type { BulkCommands } from './use-bulk.ts';
import { useDismissed } from './use-dismissed.ts';

/**
 * What can be done with many jobs at once: a button, only where there is something to do, that shows the choices. Jobs
 * are cancelled only where all that are listed are the viewer's own; clearing the list is everybody's own affair.
 */
export function Bulk({ scope, bulk }: { scope: Scope; bulk: BulkCommands }) {
	const labels = useLabels();
	const { client } = useTray();
	const feed = client.feed(scope);
	const dismissed = useDismissed();
	const some = useReadable(useMemo(() => createHasBulk({ feed, dismissed, scope }), [feed, dismissed, scope]));
	const [open, setOpen] = useState(false);
	const buttonRef = useRef<HTMLButtonElement | null>(null);
	const boxRef = useRef<HTMLDivElement | null>(null);
	const boxId = useId();

	useEffect(() => {
		if (!open) return;
		const closeOutside = ({ target }: Event) => {
			if (target instanceof Node && !boxRef.current?.contains(target) && !buttonRef.current?.contains(target)) {
				setOpen(false);
			}
		};
		document.addEventListener('pointerdown', closeOutside);
		return () => document.removeEventListener('pointerdown', closeOutside);
	}, [open]);

	function close() {
		buttonRef.current?.focus();
		setOpen(false);
	}

	function leave({ currentTarget, relatedTarget }: FocusEvent) {
		if (relatedTarget !== null && relatedTarget !== buttonRef.current && !currentTarget.contains(relatedTarget)) {
			setOpen(false);
		}
	}

	if (!some) return null;
	return (
		<>
			<button
				ref={buttonRef}
				type="button"
				className="jobtray-act jobtray-more"
				aria-expanded={open}
				aria-controls={open ? boxId : undefined}
				aria-label={labels.bulk}
				title={labels.bulk}
				onClick={() => setOpen(!open)}
			>
				<Icon name="more" />
			</button>
			{open && (
				// biome-ignore lint/a11y/useSemanticElements: a fieldset groups the fields of a form, and this is none
				<div
					ref={boxRef}
					id={boxId}
					className="jobtray-bulk"
					role="group"
					aria-label={labels.bulk}
					onKeyDown={(event) => onEscape(event, close)}
					onBlur={leave}
				>
					<BulkChoices
						scope={scope}
						onChoose={(choice) => {
							close();
							bulk.run(choice);
						}}
						onClose={close}
					/>
				</div>
			)}
		</>
	);
}

/** Whether there is anything to do, told with whatever that depends on. */
function createHasBulk(list: { feed: Feed; dismissed: Dismissed; scope: Scope }): Readable<boolean> {
	const { feed, dismissed, scope } = list;
	return {
		get: () => hasBulk({ groups: feed.groups.get(), peek: feed.peek, isDismissed: dismissed.has, scope }),
		subscribe(listener) {
			const undoes = [feed.groups.subscribe(listener), dismissed.version.subscribe(listener)];
			return () => {
				for (const undo of undoes) undo();
			};
		},
	};
}
