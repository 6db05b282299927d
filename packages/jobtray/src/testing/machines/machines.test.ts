import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { announcementMachine } from './announcement-machine.ts';
import { linkMachine } from './link-machine.ts';
import { type Machine, toMachineTable } from './machine.ts';
import { runMachine } from './run-machine.ts';
import { sessionMachine } from './session-machine.ts';

const document = readFileSync(new URL('../../../../../docs/state-machines.md', import.meta.url), 'utf8');

const machines: Record<string, Machine<string, string>> = {
	link: linkMachine,
	session: sessionMachine,
	run: runMachine,
	announcement: announcementMachine,
};

test.each(Object.entries(machines))(
	'docs/state-machines.md shows the table of the %s as it is tested',
	(_, machine) => {
		expect(document).toContain(toMachineTable(machine));
	},
);
