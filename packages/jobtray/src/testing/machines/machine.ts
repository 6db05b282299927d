/** What becomes of each state at each event. One that is left out is an error of the compiler; each cell is tested. */
export type Machine<State extends string, Event extends string> = Readonly<
	Record<State, Readonly<Record<Event, string>>>
>;

/** What a cell says where nothing happens. */
export const stays = '–';

/** Writes a machine as a Markdown table, a row for each event and a column for each state. */
export function toMachineTable(machine: Machine<string, string>): string {
	const states = Object.keys(machine);
	const events = Object.keys(Object.values(machine)[0] ?? {});
	const toLine = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
	return [
		toLine(['', ...states]),
		`|${'---|'.repeat(states.length + 1)}`,
		...events.map((event) => toLine([event, ...states.map((state) => machine[state]?.[event] ?? '')])),
	].join('\n');
}
