import { useJob, useJobs } from 'jobtray/react';
import { useEffect } from 'react';
import type { JobDetail } from '../../api.ts';
import { Facts, ShowLoaded, View } from '../parts/index.ts';
import { useResource } from '../request/index.ts';
import { Link, paths } from '../router/index.ts';
import { useStudio } from '../shell/studio-context.ts';
import { useScope } from '../shell/use-scope.ts';
import { gradeNames, heightNames, moveNames, toMoment } from '../words/index.ts';
import { JobLog } from './job-log.tsx';
import { JobState } from './job-state.tsx';

/** One job, whatever its state: how it stands, why it failed, and its log. */
export function JobView({ id }: { id: string }) {
	const { resources } = useStudio();
	const scope = useScope();
	// Not for the list: it keeps the scope in step while this view is open.
	useJobs(scope);
	const live = useJob(id, scope);
	const resource = resources.job(id);
	const loaded = useResource(resource);
	// The log is not in the tray's feed; it is read again when the job changes its state.
	const stage = live === undefined ? '' : `${live.run} ${live.status}`;
	useEffect(() => {
		if (stage !== '') void resource.load();
	}, [resource, stage]);
	return (
		<View title={loaded.status === 'ready' ? loaded.value.name : 'Job'}>
			<ShowLoaded loaded={loaded}>
				{(detail) => (
					<div className="split wide-first">
						<div className="stack">
							<JobState detail={detail} live={live} />
							<JobLog lines={detail.log} />
						</div>
						<JobFacts detail={detail} />
					</div>
				)}
			</ShowLoaded>
		</View>
	);
}

function JobFacts({ detail }: { detail: JobDetail }) {
	const { scene } = detail;
	return (
		<section className="card" aria-label="What was asked for">
			{scene !== undefined && <img src={scene.stillThumbnail} alt={scene.stillName} className="picture" />}
			<Facts
				of={[
					['Owner', detail.owner?.name],
					[
						'Character',
						scene && (
							<Link key="character" to={paths.character(scene.characterId)}>
								{scene.characterName}
							</Link>
						),
					],
					['Still', scene?.stillName],
					['Camera move', scene && moveNames[scene.move]],
					['Grade', scene && gradeNames[scene.grade]],
					['Length', scene && `${scene.seconds} s at ${heightNames[scene.height]}`],
					['Asked for', toMoment(detail.createdAt)],
					['Started', detail.startedAt && toMoment(detail.startedAt)],
					['Ended', detail.finishedAt && toMoment(detail.finishedAt)],
					['Attempt', detail.run > 1 ? String(detail.run) : undefined],
				]}
			/>
		</section>
	);
}
