import { JobTray, JobTrayProvider } from 'jobtray/react';
import { createRoot } from 'react-dom/client';

const bar = document.querySelector('#bar');
if (bar !== null) {
	createRoot(bar).render(
		<JobTrayProvider>
			<JobTray />
		</JobTrayProvider>,
	);
}
