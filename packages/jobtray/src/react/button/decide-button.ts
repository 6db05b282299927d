import type { LinkState, Summary } from '../../client/index.ts';
import type { ButtonFigures, EndCounts } from '../labels/labels.ts';

/** What the button says at a glance, in the order of what beats what. */
export type ButtonState = 'offline' | 'failed' | 'done' | 'running' | 'paused' | 'idle';

/** What the button shows. */
export interface ButtonView {
	/** `unknown` until the first snapshot; shown as idle. */
	phase: 'unknown' | 'idle' | 'active' | 'offline';
	state: ButtonState;
	figures: ButtonFigures;
	/** Whether the batch has more than one job: then room is kept for the queued count, so that nothing jumps. */
	many: boolean;
	/** When the server was last heard, on this device's clock; `null` if never. Matters while offline. */
	asOf: number | null;
}

/** Chooses what the button shows: what needs the person most comes first. */
export function decideButton(facts: {
	ready: boolean;
	summary: Summary;
	link: LinkState;
	unseen: EndCounts;
}): ButtonView {
	const { ready, summary, unseen } = facts;
	const { running, queued, paused, batch } = summary;
	const link = toLinkFigure(facts.link);
	const active = running + queued + paused > 0;
	const figures: ButtonFigures = {
		known: ready,
		running,
		queued,
		paused,
		progress: active ? (batch?.progress ?? null) : null,
		unseen,
		link,
	};
	const state = toState(figures);
	return {
		phase: link !== 'live' ? 'offline' : !ready ? 'unknown' : state === 'idle' ? 'idle' : 'active',
		state,
		figures,
		many: (batch?.jobs ?? 0) > 1,
		asOf: facts.link.status !== 'closed' && facts.link.status !== 'live' ? (facts.link.asOf ?? null) : null,
	};
}

function toState({ running, queued, paused, unseen, link }: ButtonFigures): ButtonState {
	if (link !== 'live') return 'offline';
	if (unseen.failed > 0) return 'failed';
	if (unseen.completed > 0) return 'done';
	if (running > 0) return 'running';
	if (paused > 0) return 'paused';
	return queued > 0 ? 'running' : 'idle';
}

/** The first attempt of a page that has just loaded is no news. */
function toLinkFigure(link: LinkState): ButtonFigures['link'] {
	if (link.status === 'live' || link.status === 'closed') return 'live';
	if (link.asOf !== undefined) return 'lost';
	return link.status === 'connecting' && link.attempt <= 1 ? 'live' : 'never';
}
