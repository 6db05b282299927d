import { Toast } from '@base-ui/react/toast';
import type { KeyboardEvent, MouseEvent } from 'react';
import { Icon } from '../icons.tsx';
import { useLabels } from '../labels/use-labels.ts';
import { Link } from '../link.tsx';
import { useRoot } from '../root.tsx';
import type { ToastContent } from './to-toast.ts';

const icons = { completed: 'done', failed: 'cancel', summary: 'away' } as const;

/** One toast. All of it is the link: a click or Enter anywhere follows it. `data-type` says what it is about. */
export function NoticeToast({
	toast,
	content,
}: {
	toast: Toast.Root.ToastObject<ToastContent>;
	content: ToastContent;
}) {
	const labels = useLabels();
	const { open } = useRoot();
	const { close } = Toast.useToastManager();
	const { title, detail, href, type } = content;

	/** Leaves the work of following to the link itself, so that there is one way to follow. */
	function follow(event: MouseEvent<HTMLElement> | KeyboardEvent<HTMLElement>) {
		const { currentTarget, target } = event;
		if (target instanceof Element && target.closest('a, button') !== null) return;
		currentTarget.querySelector<HTMLElement>('.jobtray-toast-title')?.click();
	}

	return (
		<Toast.Root
			toast={toast}
			className="jobtray-toast"
			swipeDirection={['right', 'up']}
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
						open.set(true);
						close(toast.id);
					}}
				>
					<Toast.Title render={<span />}>{title}</Toast.Title>
				</button>
			) : (
				<Link className="jobtray-toast-title" href={href} onClick={() => close(toast.id)}>
					<Toast.Title render={<span />}>{title}</Toast.Title>
				</Link>
			)}
			<Toast.Description className="jobtray-step jobtray-toast-detail" render={<span />}>
				{detail}
			</Toast.Description>
			{/* Never hidden: these toasts do not lie in a stack that unfolds. */}
			<Toast.Close className="jobtray-act" aria-hidden={false} aria-label={labels.dismiss} title={labels.dismiss}>
				<Icon name="cancel" />
			</Toast.Close>
		</Toast.Root>
	);
}
