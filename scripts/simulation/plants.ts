/** A mistake that is put into the code, to see whether the simulation finds it. */
export interface Plant {
	name: string;
	/** Below `packages/jobtray/src`. */
	file: string;
	/** Stands in the file exactly once. */
	find: string;
	replace: string;
}

/** The mistakes, of which each has to be found. */
export const plants: readonly Plant[] = [
	{
		name: 'a flush drops one of the changed rows',
		file: 'server/session/flush-group.ts',
		find: 'dirty === null ? [] : [...dirty];',
		replace: 'dirty === null ? [] : [...dirty].slice(dirty.size > 2 ? 1 : 0);',
	},
	{
		name: 'a resumed page is sent what is newer than the next revision',
		file: 'server/session/feed-view.ts',
		find: 'if (entry.rev > from)',
		replace: 'if (entry.rev > from + 1)',
	},
	{
		name: 'ends are told before they are listed as told',
		file: 'attention/create-teller.ts',
		find: 'const told = news.filter(({ end }) => won.has(end.id) && wants.wants(end));',
		replace: 'const told = news.filter(({ end }) => wants.wants(end));',
	},
	{
		name: 'what has left a feed is forgotten',
		file: 'server/board/feed.ts',
		find: 'removals.set(key, rev);',
		replace: '',
	},
	{
		name: 'half a snapshot is applied',
		file: 'client/reduce-sync.ts',
		find: 'if (!part.last) return',
		replace: 'if (!part.last && part.jobs.length < 250) return',
	},
	{
		name: 'cursors are compared without the life of the board',
		file: 'client/compare-cursors.ts',
		find: 'left === null || right === null || left.epoch !== right.epoch',
		replace: 'left === null || right === null',
	},
	{
		name: 'the server resumes from a cursor of another life',
		file: 'server/session/decide-resume.ts',
		find: 'from === null || from.epoch !== board.epoch',
		replace: 'from === null',
	},
	{
		name: 'late frames of a socket that was given up are read',
		file: 'client/create-link.ts',
		find: 'received: (text) => own === generation && receive(text),',
		replace: 'received: (text) => receive(text),',
	},
	{
		name: 'a sweep does not compare runs',
		file: 'server/decide-sweep.ts',
		find: 'row.run !== run || ',
		replace: '',
	},
	{
		name: 'a sweep does not look for what is listed no more',
		file: 'server/decide-sweep.ts',
		find: 'for (const key of open) if',
		replace: 'for (const key of [] as string[]) if',
	},
	{
		name: 'the feed of an owner holds the jobs of nobody too',
		file: 'server/board/board.ts',
		find: 'return row.job.owner === null ? [all] : [all, feedOf(row.job.owner.id)];',
		replace: "return [all, feedOf(row.job.owner?.id ?? 'ana')];",
	},
	{
		name: 'a page that comes to the front again does not tell what it held',
		file: 'attention/create-teller.ts',
		find: 'const undo = [page.subscribe(proceed), ',
		replace: 'const undo = [',
	},
	{
		name: 'what a ping shows to be missing is not asked for',
		file: 'client/reduce-sync.ts',
		find: "return due && sync.pings === 0 ? [{ ...sync, pings: 1 }, 'none'] : ask(sync);",
		replace: "return [{ ...sync, pings: 1 }, 'none'];",
	},
	{
		name: 'the rights of somebody are not looked at again',
		file: 'server/session/sessions.ts',
		find: "else if (!hasSameRights(viewer, session.viewer)) session.close(closeCodes.restart, 'the rights have changed');",
		replace: '',
	},
	{
		name: 'a link that has lasted does not begin its waits anew',
		file: 'client/link-steps.ts',
		find: "return link.status === 'live' && event.at - link.since >= patience.lastedMs ? 0 : link.attempt;",
		replace: 'return link.attempt;',
	},
	{
		name: 'a link that was just let in begins its waits anew',
		file: 'client/link-steps.ts',
		find: "return link.status === 'live' && event.at - link.since >= patience.lastedMs ? 0 : link.attempt;",
		replace: "return link.status === 'live' ? 0 : link.attempt;",
	},
	{
		name: 'who comes back is sent only what moved',
		file: 'server/session/feed-view.ts',
		find: 'encodeItems(this, items, { from, rev, held: null, head: this.head() })',
		replace: 'encodeItems(this, items, { from, rev, held: from + 1, head: this.head() })',
	},
	{
		name: 'whatever changes of a row counts as a mere move',
		file: 'server/board/feed.ts',
		find: 'if (before !== null && isFixedAlike(before, row)) return;',
		replace: 'if (before !== null) return;',
	},
	{
		name: 'what moved stays as it was once written',
		file: 'server/board/feed.ts',
		find: 'entry.movedText = null;',
		replace: '',
	},
	{
		name: 'with sharing, a row that joins a feed moves on unheard by those who hold it elsewhere',
		file: 'server/sharing/mirror.ts',
		find: 'if (isNews) setRow(',
		replace: 'setRow(',
	},
	{
		name: 'with sharing, a feed that was let go of is gone on with where it was left',
		file: 'server/sharing/mirror.ts',
		find: 'horizon: ++rev,',
		replace: 'horizon: rev,',
	},
	{
		name: 'with sharing, what a keeper keeps back is not numbered',
		file: 'server/sharing/host.ts',
		find: 'reader.seq += 1;\n',
		replace: 'if (!tenure.isInTime()) return;\n\t\treader.seq += 1;\n',
	},
	{
		name: 'a sweep does not look when a job was created',
		file: 'server/decide-sweep.ts',
		find: ' || row.createdAt !== createdAt',
		replace: '',
	},
	{
		name: 'with sharing, a message that was lost is not asked for at the next beat',
		file: 'server/sharing/follower.ts',
		find: 'onHeard();\n\t\t\tif (message.seq > seq) open();',
		replace: 'onHeard();',
	},
	{
		name: 'somebody else at a browser sees the rows of who was there before',
		file: 'client/create-frames.ts',
		find: 'if (before !== null && before.id !== next.id) forget(scopes);',
		replace: 'if (before !== null && before.id !== next.id) {}',
	},
	{
		name: 'who was at a browser before goes on being told',
		file: 'attention/create-attention.ts',
		find: '\t\tsession?.close();\n\t\tsession = openSession(viewer.id);',
		replace: '\t\tsession = openSession(viewer.id);',
	},
	{
		name: 'ends of one moment ring one by one',
		file: 'attention/create-ringer.ts',
		find: 'if (closed || kind === null || hasRung(kind)) return;',
		replace: 'if (closed || kind === null) return;',
	},
	{
		name: 'each tab rings for itself',
		file: 'attention/create-ringer.ts',
		find: '~sound`)),\n\t\t\tstanding,',
		replace: '~sound`) || true),\n\t\t\tstanding,',
	},
];
