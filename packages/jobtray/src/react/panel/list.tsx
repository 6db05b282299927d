import { type ComponentProps, useEffect, useMemo, useRef, useState } from 'react';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import type { Scope } from '../../protocol/index.ts';
import { useLinkState } from '../hooks.ts';
import { useLabels } from '../labels/use-labels.ts';
import { useTray } from '../tray-context.ts';
import { useReadable } from '../use-readable.ts';
import { createHand, HandContext, isFocusLost, toPlace } from './hand.ts';
import { Row } from './row.tsx';
import { type ListItem, toListItems } from './to-list-items.ts';

/** The jobs of a scope in their groups. Only the rows in view exist, so that ten thousand cost what twenty do. */
export function List({ scope }: { scope: Scope }) {
	const labels = useLabels();
	const { client } = useTray();
	const feed = client.feed(scope);
	const groups = useReadable(feed.groups);
	const ready = useReadable(feed.ready);
	const link = useLinkState();
	const items = useMemo(() => toListItems(groups), [groups]);
	const [hand] = useState(createHand);
	const scrollerRef = useRef<HTMLDivElement | null>(null);
	const virtualizerRef = useRef<VirtualizerHandle | null>(null);

	useEffect(() => {
		const { follow } = hand;
		if (follow === null || scrollerRef.current === null || !isFocusLost(scrollerRef.current)) return;
		const offered = feed
			.job(follow.key)
			.get()
			?.actions.some((action) => toPlace(action) === follow.action);
		// Its row is out of view, where there are none: once there is one, its button takes the focus.
		const at = items.findIndex(({ key }) => key === follow.key);
		if (offered && at >= 0) virtualizerRef.current?.scrollToIndex(at, { align: 'nearest' });
	}, [items, feed, hand]);

	if (items.length === 0) return <div className="jobtray-empty">{ready ? labels.empty(scope) : labels.loading}</div>;
	return (
		// biome-ignore lint/a11y/useSemanticElements: a fieldset groups the fields of a form, and this is none
		<div
			ref={scrollerRef}
			className="jobtray-scroller"
			data-stale={link.status === 'live' ? undefined : ''}
			role="group"
			aria-label={labels.jobList}
			// biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
			tabIndex={0}
			onPointerDown={() => {
				hand.follow = null;
			}}
		>
			<HandContext.Provider value={hand}>
				<Virtualizer ref={virtualizerRef} as={ListBox} data={items} scrollRef={scrollerRef}>
					{(item, index) => <Item key={item.key} item={item} scope={scope} position={index + 1} size={items.length} />}
				</Virtualizer>
			</HandContext.Provider>
		</div>
	);
}

function ListBox(props: ComponentProps<'div'>) {
	// biome-ignore lint/a11y/useSemanticElements: the host's own rules for ul would win over the tray's layer
	return <div {...props} role="list" />;
}

function Item({ item, ...row }: { item: ListItem; scope: Scope; position: number; size: number }) {
	if (item.type === 'job') return <Row jobKey={item.key} {...row} />;
	return (
		// biome-ignore lint/a11y/useSemanticElements: the host's own rules for li would win over the tray's layer
		<div role="listitem" aria-posinset={row.position} aria-setsize={row.size}>
			<Heading item={item} />
		</div>
	);
}

function Heading({ item: { key, count } }: { item: Extract<ListItem, { type: 'heading' }> }) {
	const labels = useLabels();
	const texts = {
		running: labels.groupRunning,
		paused: labels.groupPaused,
		queued: labels.groupQueued(count),
		finished: labels.groupFinished,
	};
	return (
		// biome-ignore lint/a11y/useSemanticElements: the host's own rules for h3 would win over the tray's layer
		<div className="jobtray-group" role="heading" aria-level={3}>
			{texts[key]}
		</div>
	);
}
