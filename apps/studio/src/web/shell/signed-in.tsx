import type { Job } from 'jobtray/protocol';
import { english, german, JobTray, JobTrayProvider } from 'jobtray/react';
import { useMemo, useState } from 'react';
import { createResources } from '../request/index.ts';
import { paths, useRouter } from '../router/index.ts';
import { useReadable } from '../state/use-readable.ts';
import { CurrentView } from './current-view.tsx';
import { LoginWatch } from './login-watch.tsx';
import { Shell } from './shell.tsx';
import { type Studio, StudioContext } from './studio-context.ts';

const words = { en: english, de: german } as const;

/** Every job has a page; the tray goes there where the job made nothing to see. */
const jobHref = (job: Job) => paths.job(job.key);

/** Everything one signed-in person sees. The tray stands outside the views, so that it never leaves the page. */
export function SignedIn({ me, api, session, preferences }: Omit<Studio, 'resources'>) {
	const router = useRouter();
	const [resources] = useState(() => createResources(api));
	const studio = useMemo(
		() => ({ me, api, session, preferences, resources }),
		[me, api, session, preferences, resources],
	);
	const { locale } = useReadable(preferences.value);
	return (
		<StudioContext value={studio}>
			<JobTrayProvider brand="X121" locale={locale} labels={words[locale]} navigate={router.navigate} jobHref={jobHref}>
				<LoginWatch />
				<Shell person={me.person} tray={<JobTray />}>
					<CurrentView />
				</Shell>
			</JobTrayProvider>
		</StudioContext>
	);
}
