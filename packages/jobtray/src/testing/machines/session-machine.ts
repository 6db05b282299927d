import { type Machine, stays } from './machine.ts';

/** How a session stands: nothing was said to it yet; spoken to, and watching nothing; asked before the board was loaded; watching; over. */
export type SessionMachineState = 'silent' | 'idle' | 'loading' | 'watching' | 'over';

/** What can happen to a session. */
export type SessionMachineEvent =
	| 'watch'
	| 'watch what is not allowed'
	| 'unwatch'
	| 'visibility'
	| 'probe'
	| 'pong'
	| 'a type unknown'
	| 'nonsense'
	| 'bytes'
	| 'a job changes'
	| 'ten seconds pass'
	| 'the login ends'
	| 'the socket closes';

const over: Readonly<Record<SessionMachineEvent, string>> = {
	watch: stays,
	'watch what is not allowed': stays,
	unwatch: stays,
	visibility: stays,
	probe: stays,
	pong: stays,
	'a type unknown': stays,
	nonsense: stays,
	bytes: stays,
	'a job changes': stays,
	'ten seconds pass': stays,
	'the login ends': stays,
	'the socket closes': stays,
};

const idle: Readonly<Record<SessionMachineEvent, string>> = {
	...over,
	watch: 'watching: snapshot',
	'watch what is not allowed': 'idle: refused',
	probe: 'idle: alive',
	nonsense: 'over: 4400',
	bytes: 'over: 4400',
	'the login ends': 'over: 4401',
	'the socket closes': 'over',
};

/** A session: where it goes, and after a colon what it sends or with which code it closes. */
export const sessionMachine: Machine<SessionMachineState, SessionMachineEvent> = {
	silent: {
		...idle,
		unwatch: 'idle',
		visibility: 'idle',
		pong: 'idle',
		'a type unknown': 'idle',
		'ten seconds pass': 'over: 4408',
	},
	idle,
	loading: {
		...idle,
		watch: stays,
		'watch what is not allowed': 'loading: refused',
		unwatch: 'idle',
		probe: 'loading: alive',
	},
	watching: {
		...idle,
		watch: 'watching: snapshot',
		'watch what is not allowed': 'watching: refused',
		unwatch: 'idle',
		visibility: 'watching: changes',
		probe: 'watching: alive',
		'a job changes': 'watching: changes',
	},
	over,
};
