import { useJobs } from 'jobtray/react';
import { useEffect } from 'react';
import type { Segment } from '../../api.ts';
import { ShowLoaded, View } from '../parts/index.ts';
import { useResource } from '../request/index.ts';
import { Link, paths } from '../router/index.ts';
import { useStudio } from '../shell/studio-context.ts';
import { useScope } from '../shell/use-scope.ts';
import { toMoment, toPlayTime } from '../words/index.ts';

/** Every finished segment that the person may see, newest first. */
export function LibraryView() {
	const { resources } = useStudio();
	const loaded = useResource(resources.segments);
	const scope = useScope();
	const { finished } = useJobs(scope);
	useEffect(() => {
		// A job that ended while this view is open may have made a segment.
		if (finished.length > 0) void resources.segments.load();
	}, [finished, resources]);
	const lead = scope === 'all' ? "Everybody's finished scenes, newest first." : 'Your finished scenes, newest first.';
	return (
		<View title="Library" lead={lead}>
			<ShowLoaded loaded={loaded}>
				{({ segments }) => (segments.length === 0 ? <EmptyLibrary /> : <SegmentGrid segments={segments} />)}
			</ShowLoaded>
		</View>
	);
}

function EmptyLibrary() {
	return (
		<div className="card empty">
			<h2>Nothing here yet</h2>
			<p className="quiet">
				Open one of the <Link to={paths.characters}>characters</Link> and generate a scene. It comes here when it is
				done.
			</p>
		</div>
	);
}

function SegmentGrid({ segments }: { segments: readonly Segment[] }) {
	return (
		<ul className="cards">
			{segments.map((segment) => (
				<li key={segment.id} className="card linked">
					<div className="picture">
						<img src={segment.thumbnail} alt="" loading="lazy" />
						<span className="badge">{toPlayTime(segment.seconds)}</span>
					</div>
					<h2>
						<Link to={paths.segment(segment.id)}>{segment.name}</Link>
					</h2>
					<p className="quiet">
						{segment.mine ? '' : `${segment.owner.name} · `}
						{segment.height}p · {toMoment(segment.createdAt)}
					</p>
				</li>
			))}
		</ul>
	);
}
