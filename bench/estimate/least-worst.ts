/** One way a run may turn out. */
export interface Future {
	readonly lengthMs: number;
	/** From when to when answers count while it cannot be told from the others whose time this is as well. */
	readonly fromMs: number;
	readonly untilMs: number;
	/** For how long answers count in all, also once it can be told apart. */
	readonly seenMs: number;
	/** The error, as a share of its length, that is called 1 here. */
	readonly allowed: number;
}

/** What nobody can be better than, and how much the first of the futures weighs in the proof of it. */
export interface Proof {
	atLeast: number;
	firstWeight: number;
}

/** A future in the game that looks for a proof. */
interface Player extends Future {
	/** What it costs to be off by a millisecond during one slice. */
	cost: number;
	/** Errors of all rounds, each times its step. */
	score: number;
	weight: number;
	error: number;
}

const slices = 121;
const rounds = 200;
const firstStep = 0.5;

/**
 * What nobody who does not know the future can do better than at the worst of these futures, in errors allowed.
 *
 * Whatever the weights, the weighted mean of the errors is least if at each time the weighted median of the lengths is
 * told; so no way of telling is better than that on all. The weights that prove most are looked for as in a repeated
 * game (multiplicative weights, Freund and Schapire 1999): those told worst weigh more the next time. What was found is a
 * proof however well it was looked for.
 */
export function toLeastWorst(futures: readonly Future[]): Proof {
	const sliceMs = Math.max(...futures.map(({ untilMs }) => untilMs)) / slices;
	const players = futures.map((future): Player => {
		const cost = sliceMs / (future.lengthMs * future.seenMs * future.allowed);
		return { ...future, cost, score: 0, weight: 0, error: 0 };
	});
	const byLength = [...players].sort((a, b) => a.lengthMs - b.lengthMs);
	const cuts = Array.from({ length: slices }, (_, slice) => {
		const ms = (slice + 0.5) * sliceMs;
		return byLength.filter(({ fromMs, untilMs }) => fromMs <= ms && ms <= untilMs);
	}).filter((cut) => cut.length > 1);
	const best: Proof = { atLeast: 0, firstWeight: 0 };
	for (let round = 1; round <= rounds; round += 1) {
		weigh(players);
		for (const cut of cuts) tell(cut);
		const atLeast = players.reduce((sum, { weight, error }) => sum + weight * error, 0);
		if (atLeast > best.atLeast) Object.assign(best, { atLeast, firstWeight: players[0]?.weight ?? 0 });
		for (const player of players) player.score += (firstStep / Math.sqrt(round)) * player.error;
	}
	return best;
}

function weigh(players: readonly Player[]): void {
	const most = Math.max(...players.map(({ score }) => score));
	let all = 0;
	for (const player of players) {
		player.weight = Math.exp(player.score - most);
		player.error = 0;
		all += player.weight;
	}
	for (const player of players) player.weight /= all;
}

/** Tells those that are possible at one time, by length, the length at half of what being off costs. */
function tell(cut: readonly Player[]): void {
	let left = 0;
	for (const { weight, cost } of cut) left += weight * cost;
	left /= 2;
	let toldMs = 0;
	for (const { weight, cost, lengthMs } of cut) {
		toldMs = lengthMs;
		left -= weight * cost;
		if (left <= 0) break;
	}
	for (const player of cut) player.error += player.cost * Math.abs(toldMs - player.lengthMs);
}
