import type { ReactNode } from 'react';

/** Frame of a view: its heading, which takes the focus after a navigation, and the page's title. */
export function View(props: { title: string; lead?: ReactNode; acts?: ReactNode; children: ReactNode }) {
	return (
		<>
			<title>{`${props.title} · X121`}</title>
			<header className="view-head">
				<div>
					<h1 tabIndex={-1}>{props.title}</h1>
					{props.lead !== undefined && <p className="lead">{props.lead}</p>}
				</div>
				{props.acts !== undefined && <div className="view-acts">{props.acts}</div>}
			</header>
			{props.children}
		</>
	);
}
