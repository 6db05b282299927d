import { Dialog } from '@base-ui/react/dialog';
import { type MouseEvent, type RefObject, useEffect, useRef } from 'react';
import { DesktopOffer } from '../desktop-offer.tsx';
import { Icon } from '../icons.tsx';
import { useLabels } from '../labels/use-labels.ts';
import type { PanelProps } from '../panel-props.ts';
import { useRoot } from '../root.tsx';
import { SettingsSlot } from '../settings-slot.tsx';
import { useTray } from '../tray-context.ts';
import { useReadable } from '../use-readable.ts';
import { Anchored } from './anchored.tsx';
import { Bulk } from './bulk.tsx';
import { Foot } from './foot.tsx';
import { Handle } from './handle.tsx';
import { Close, Title } from './head.tsx';
import { LinkBar } from './link-bar.tsx';
import { List } from './list.tsx';
import { ScopeToggle } from './scope-toggle.tsx';
import { UndoBar } from './undo-bar.tsx';
import { useBulk } from './use-bulk.ts';
import { useScope } from './use-scope.ts';

/**
 * The panel under the button; on a narrow screen a sheet from below, which can be drawn down. It does not keep the person
 * from the rest of the page, and closes by Escape, a press outside, or the button; the host's navigation leaves it open,
 * but a sheet closes when a link in it is followed within the host.
 * State as data attributes: `data-view` (`jobs`, `settings`); `data-by-itself` while it has opened by itself and has not
 * been touched; `data-dragging` while the sheet is drawn down.
 */
export function Panel(props: PanelProps) {
	const { open, view, byItself, buttonRef, panelId } = useRoot();
	const popupRef = useRef<HTMLDivElement | null>(null);
	const isOpen = useReadable(open);
	const isUntouched = useReadable(byItself);
	const shown = useReadable(view);
	const leftBy = useRef(false);
	useEffect(() => {
		if (!isOpen) leftBy.current = false;
	}, [isOpen]);

	function change(next: boolean, details: Dialog.Root.ChangeEventDetails) {
		const { reason, event } = details;
		const onButton = event.target instanceof Node && buttonRef.current?.contains(event.target);
		const onLink = event.target instanceof Element && event.target.closest('a[href]') !== null;
		// The button opens and closes by itself; a link leads to another view, which the panel stays open for;
		// and focus leaves for many reasons, a route change among them.
		if ((reason === 'outside-press' && (onButton || onLink)) || reason === 'focus-out') details.cancel();
		else open.set(next);
	}

	/** A sheet lies over what its links lead to within the host. */
	function uncover({ target, defaultPrevented }: MouseEvent) {
		const gone = defaultPrevented && target instanceof Element && target.closest('a[href]') !== null;
		if (gone && isSheet()) open.set(false);
	}

	/** Back to the button, unless the person has gone elsewhere, as by a press into a field of the page. */
	function toFinalFocus() {
		const { activeElement, body } = document;
		const stayed = activeElement === body || popupRef.current?.contains(activeElement);
		// What has opened by itself has taken the focus from nowhere.
		return stayed && !byItself.get() ? buttonRef.current : false;
	}

	return (
		<Dialog.Root modal={false} open={isOpen} onOpenChange={change}>
			<Dialog.Portal>
				<Anchored anchorRef={buttonRef}>
					<Dialog.Popup
						id={panelId}
						ref={popupRef}
						className="jobtray jobtray-panel"
						data-view={shown}
						data-by-itself={isUntouched ? '' : undefined}
						initialFocus={isUntouched ? false : popupRef}
						finalFocus={toFinalFocus}
						onClick={uncover}
					>
						<Handle sheetRef={popupRef} onClose={() => open.set(false)} />
						{shown === 'settings' ? <SettingsSlot /> : <Jobs {...props} leftBy={leftBy} />}
					</Dialog.Popup>
				</Anchored>
			</Dialog.Portal>
		</Dialog.Root>
	);
}

/** Whether the styles make the panel a sheet; the same width as there. */
function isSheet(): boolean {
	return window.matchMedia?.('(max-width: 480px)').matches ?? false;
}

function Jobs({ dashboardHref, leftBy }: PanelProps & { leftBy: RefObject<boolean> }) {
	const labels = useLabels();
	const { attention, client } = useTray();
	const { byItself } = useRoot();
	const { scope, mayChoose, choose } = useScope();
	const bulk = useBulk(scope);

	useEffect(() => {
		const see = () => {
			const { completed, failed } = attention.unseen.get();
			// Nobody may be looking at what has opened by itself.
			if (completed + failed > 0 && !byItself.get()) attention.markSeen();
		};
		see();
		const undo = [attention.unseen.subscribe(see), byItself.subscribe(see)];
		return () => {
			for (const each of undo) each();
		};
	}, [attention, byItself]);
	useEffect(() => {
		attention.panelOpen(scope === 'mine');
		return () => attention.panelOpen(false);
	}, [attention, scope]);
	useEffect(() => client.watch(scope), [client, scope]);

	return (
		<>
			<div className="jobtray-head">
				<Title>{labels.jobs}</Title>
				{mayChoose && <ScopeToggle scope={scope} onChoose={choose} />}
				<span className="jobtray-head-acts">
					<Bulk key={scope} scope={scope} bulk={bulk} />
					<SettingsButton leftBy={leftBy} />
					<Close />
				</span>
			</div>
			<LinkBar />
			<DesktopOffer />
			<List key={scope} scope={scope} />
			<UndoBar bulk={bulk} />
			<Foot scope={scope} dashboardHref={dashboardHref} />
		</>
	);
}

/** Leads to the settings, and has the focus again once the person comes back from them. */
function SettingsButton({ leftBy }: { leftBy: RefObject<boolean> }) {
	const labels = useLabels();
	const { view } = useRoot();
	const ref = useRef<HTMLButtonElement | null>(null);
	useEffect(() => {
		if (leftBy.current) ref.current?.focus();
		leftBy.current = false;
	}, [leftBy]);

	function leave() {
		leftBy.current = true;
		view.set('settings');
	}
	return (
		<button
			ref={ref}
			type="button"
			className="jobtray-act"
			aria-label={labels.settings}
			title={labels.settings}
			onClick={leave}
		>
			<Icon name="bell" />
		</button>
	);
}
