import { type ComponentPropsWithoutRef, forwardRef, useMemo, useRef, useState } from 'react';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import type { Scope } from '../../protocol/index.ts';
import { useLinkState } from '../hooks.ts';
import { useLabels } from '../labels/use-labels.ts';
import { useTray } from '../tray-context.ts';
import { useReadable } from '../use-readable.ts';
import { BundleRow } from './bundle-row.tsx';
import { createLines, type Lines } from './create-lines.ts';
import { createHand, HandContext } from './hand.ts';
import { Row } from './row.tsx';
import type { HeadingItem, ListItem } from './to-list-items.ts';
import { useAnchor } from './use-anchor.ts';
import { useDismissed } from './use-dismissed.ts';
import { useFollow } from './use-follow.ts';
import { useHold } from './use-hold.ts';

/**
 * The jobs of a scope in their groups. Only the rows in view exist, so that ten thousand cost what twenty do; they keep
 * their places while a pointer or the keyboard is on them. State as data attributes: `data-stale` while the link is not
 * live, `data-held` while rows keep their places.
 */
export function List({ scope }: { scope: Scope }) {
	const labels = useLabels();
	const { client } = useTray();
	const feed = client.feed(scope);
	const dismissed = useDismissed();
	const lines = useMemo(() => createLines({ feed, dismissed, clock: client.clock }), [feed, dismissed, client]);
	const items = useReadable(lines);
	const ready = useReadable(feed.ready);
	const held = useReadable(lines.held);
	const link = useLinkState();
	const [hand] = useState(createHand);
	const scrollerRef = useRef<HTMLDivElement | null>(null);
	const virtualizerRef = useRef<VirtualizerHandle | null>(null);
	useAnchor({ lines, items, virtualizerRef });
	const holding = useHold({ lines, hand, virtualizerRef });

	useFollow({ feed, dismissed, items, hand, boxRef: scrollerRef, virtualizerRef });

	if (items.length === 0) {
		return (
			<div ref={scrollerRef} className="jobtray-empty" tabIndex={-1}>
				{ready ? labels.empty(scope) : labels.loading}
			</div>
		);
	}
	return (
		// biome-ignore lint/a11y/useSemanticElements: a fieldset groups the fields of a form, and this is none
		<div
			ref={scrollerRef}
			className="jobtray-scroller"
			data-stale={link.status === 'live' ? undefined : ''}
			data-held={held ? '' : undefined}
			role="group"
			aria-label={labels.jobList}
			// biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
			tabIndex={0}
			{...holding}
		>
			<HandContext.Provider value={hand}>
				<Virtualizer ref={virtualizerRef} as={ListBox} data={items} scrollRef={scrollerRef}>
					{(item, index) => (
						<Item key={item.key} item={item} lines={lines} scope={scope} position={index + 1} size={items.length} />
					)}
				</Virtualizer>
			</HandContext.Provider>
		</div>
	);
}

// React 18 hands no `ref` to a function; the virtual list needs it.
const ListBox = forwardRef<HTMLDivElement, ComponentPropsWithoutRef<'div'>>(function ListBox(props, ref) {
	// biome-ignore lint/a11y/useSemanticElements: the host's own rules for ul would win over the tray's layer
	return <div {...props} ref={ref} role="list" />;
});

type ItemProps = { item: ListItem; lines: Lines; scope: Scope; position: number; size: number };

function Item({ item, lines, ...row }: ItemProps) {
	const unfolded = useReadable(lines.unfolded);
	switch (item.type) {
		case 'job':
			return <Row jobKey={item.key} form={item.form} member={item.member} {...row} />;
		case 'bundle':
			return <BundleRow item={item} unfolded={unfolded.has(item.id)} onToggle={lines.toggle} {...row} />;
		case 'heading':
			return (
				// biome-ignore lint/a11y/useSemanticElements: the host's own rules for li would win over the tray's layer
				<div role="listitem" aria-posinset={row.position} aria-setsize={row.size}>
					<Heading item={item} />
				</div>
			);
	}
}

function Heading({ item: { section, count } }: { item: HeadingItem }) {
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
			{texts[section]}
		</div>
	);
}
