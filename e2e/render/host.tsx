import { JobTray, JobTrayProvider } from 'jobtray/react';
import { StrictMode } from 'react';

/** A platform with two trays on one page, as with a bar for wide and one for narrow windows. */
export function Host() {
	return (
		<StrictMode>
			<JobTrayProvider url="/jobtray" locale="en-GB" brand="Host" navigate={() => {}}>
				<nav>
					<JobTray dashboardHref="/jobs" />
				</nav>
				<main>
					<h1>A view</h1>
				</main>
				<footer>
					<JobTray />
				</footer>
			</JobTrayProvider>
		</StrictMode>
	);
}
