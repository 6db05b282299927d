import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { JobTray } from '../../packages/jobtray/src/react/job-tray.tsx';
import '../../packages/jobtray/src/react/styles.css';
import { buttons, scenes } from './scenes.ts';
import { type Props, Stage } from './stage.tsx';
import { Tabs } from './tabs.tsx';

function Bar({ set }: { set(props: Props): void }) {
	return (
		<Stage set={set}>
			<nav className="bar">
				<b>X121</b>
				<span>Characters</span>
				<span>Scenes</span>
				<span>Library</span>
				<i />
				<JobTray dashboardHref="/jobs" />
			</nav>
		</Stage>
	);
}

function Gallery() {
	const scene = new URLSearchParams(location.search).get('scene');
	const set = scene === null ? undefined : scenes[scene];
	if (set !== undefined) {
		return (
			<>
				{scene === 'tabs' && <Tabs />}
				<Bar set={set} />
			</>
		);
	}
	return (
		<main>
			<h1>In the bar</h1>
			<Bar set={scenes.panel ?? (() => {})} />
			<h2>States of the button</h2>
			<div className="states">
				{buttons.map(({ name, set }) => (
					<Stage key={name} set={set}>
						<figure>
							<JobTray />
							<figcaption>{name}</figcaption>
						</figure>
					</Stage>
				))}
			</div>
			<h2>Pages</h2>
			{Object.keys(scenes).map((name) => (
				<p key={name}>
					<a href={`?scene=${name}`}>{name}</a>
				</p>
			))}
		</main>
	);
}

const query = new URLSearchParams(location.search);
document.documentElement.dir = query.get('dir') ?? 'ltr';
const root = document.querySelector('#root');
if (root !== null) {
	createRoot(root).render(
		<StrictMode>
			<Gallery />
		</StrictMode>,
	);
}
