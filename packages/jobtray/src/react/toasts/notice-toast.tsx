import { Toast } from '@base-ui/react/toast';
import { type KeyboardEvent, type MouseEvent, useRef } from 'react';
import { Icon } from '../icons.tsx';
import { useLabels } from '../labels/use-labels.ts';
import { Link } from '../link.tsx';
import { useRoot } from '../root.tsx';
import { useTray } from '../tray-context.ts';
import type { ToastContent } from './to-toast.ts';

const icons = { completed: 'done', failed: 'cancel', summary: 'away', test: 'bell' } as const;

/** From here on a press was meant to draw the toast aside, and not to follow it. In px. */
const drawnPx = 10;

/** One toast. All of it is the link: a click or Enter anywhere follows it. `data-type` says what it is about. */
export function NoticeToast({ toast }: { toast: Toast.Root.ToastObject<ToastContent> }) {
	const labels = useLabels();
	const { attention } = useTray();
	const { openPanel } = useRoot();
	const { close } = Toast.useToastManager();
	const pressedRef = useRef({ x: 0, y: 0 });
	// Nothing else adds toasts to this manager.
	const { title, detail, href, type, jobKey } = toast.data as ToastContent;

	/** Leaves the work of following to the link itself, so that there is one way to follow. */
	function follow({ currentTarget, target }: MouseEvent<HTMLElement> | KeyboardEvent<HTMLElement>) {
		if (target instanceof Element && target.closest('a, button') !== null) return;
		currentTarget.querySelector<HTMLElement>('.jobtray-toast-title')?.click();
	}

	/** Keeps the click at the end of a swipe from being one. Clicks by keyboard or script have no place. */
	function ignoreDrawn(event: MouseEvent) {
		const { x, y } = pressedRef.current;
		if (event.detail === 0 || Math.hypot(event.clientX - x, event.clientY - y) < drawnPx) return;
		event.preventDefault();
		event.stopPropagation();
	}

	function leave() {
		if (jobKey !== null) attention.markSeen(jobKey);
		close(toast.id);
	}

	const heading = <Toast.Title render={<span />}>{title}</Toast.Title>;
	return (
		<Toast.Root
			toast={toast}
			className="jobtray-toast"
			swipeDirection={['left', 'right', 'up']}
			onPointerDownCapture={({ clientX: x, clientY: y }) => {
				pressedRef.current = { x, y };
			}}
			onClickCapture={ignoreDrawn}
			onClick={follow}
			onKeyDown={(event) => event.key === 'Enter' && follow(event)}
		>
			<span className="jobtray-toast-mark" data-type={type}>
				<Icon name={icons[type]} />
			</span>
			{href === null ? (
				<button
					type="button"
					className="jobtray-toast-title"
					onClick={() => {
						if (type !== 'test') openPanel('person');
						leave();
					}}
				>
					{heading}
				</button>
			) : (
				<Link className="jobtray-toast-title" href={href} draggable={false} onClick={leave}>
					{heading}
				</Link>
			)}
			<Toast.Description className="jobtray-step jobtray-toast-detail" render={<span />}>
				{detail}
			</Toast.Description>
			<button type="button" className="jobtray-act" title={labels.dismiss} onClick={() => close(toast.id)}>
				<Icon name="cancel" />
			</button>
		</Toast.Root>
	);
}
