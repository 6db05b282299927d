import type { ReactNode } from 'react';

/** Names and values, one pair a line. Pairs without a value are left out. */
export function Facts({ of }: { of: readonly (readonly [name: string, value: ReactNode])[] }) {
	const given = of.filter(([, value]) => value !== undefined);
	return (
		<dl className="facts">
			{given.map(([name, value]) => (
				<div key={name}>
					<dt>{name}</dt>
					<dd>{value}</dd>
				</div>
			))}
		</dl>
	);
}
