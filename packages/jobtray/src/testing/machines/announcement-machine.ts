import { type Machine, stays } from './machine.ts';

/** How an announcement stands with one page: not heard of; held by the hidden page; told by it; told by another page. */
export type AnnouncementMachineState = 'unheard' | 'held' | 'told' | 'told elsewhere';

/** What can happen to it. */
export type AnnouncementMachineEvent =
	| 'the end is heard'
	| 'the end is found late'
	| 'the page is hidden'
	| 'the page is seen'
	| 'another page hears it'
	| 'the page is closed'
	| 'the page is reloaded';

/** An announcement, as the page that may tell it sees it: told at most once, by whichever page is first to list it. */
export const announcementMachine: Machine<AnnouncementMachineState, AnnouncementMachineEvent> = {
	unheard: {
		'the end is heard': 'told',
		'the end is found late': 'told',
		'the page is hidden': stays,
		'the page is seen': stays,
		'another page hears it': 'told elsewhere',
		'the page is closed': stays,
		'the page is reloaded': stays,
	},
	held: {
		'the end is heard': stays,
		'the end is found late': stays,
		'the page is hidden': stays,
		'the page is seen': 'told',
		'another page hears it': 'told elsewhere',
		'the page is closed': 'unheard',
		'the page is reloaded': 'told',
	},
	told: {
		'the end is heard': stays,
		'the end is found late': stays,
		'the page is hidden': stays,
		'the page is seen': stays,
		'another page hears it': stays,
		'the page is closed': stays,
		'the page is reloaded': stays,
	},
	'told elsewhere': {
		'the end is heard': stays,
		'the end is found late': stays,
		'the page is hidden': stays,
		'the page is seen': stays,
		'another page hears it': stays,
		'the page is closed': stays,
		'the page is reloaded': stays,
	},
};
