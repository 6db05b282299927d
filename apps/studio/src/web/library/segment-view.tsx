import type { Segment } from '../../api.ts';
import { Facts, RemoveButton, ShowLoaded, View } from '../parts/index.ts';
import { useResource } from '../request/index.ts';
import { Link, paths, useRouter } from '../router/index.ts';
import { useStudio } from '../shell/studio-context.ts';
import { gradeNames, moveNames, toCount, toDuration, toMoment, toSize } from '../words/index.ts';

/** One finished segment: its video, and how it was made. */
export function SegmentView({ id }: { id: string }) {
	const { api, resources } = useStudio();
	const router = useRouter();
	const loaded = useResource(resources.segment(id));
	const segment = loaded.status === 'ready' ? loaded.value : null;
	async function remove() {
		await api.removeSegment(id);
		await resources.segments.load();
		router.replace(paths.library);
	}
	return (
		<View
			title={segment?.name ?? 'Segment'}
			lead={segment?.mine === false ? `By ${segment.owner.name}` : undefined}
			acts={segment?.mine && <RemoveButton label="Delete" question="Delete this segment?" onRemove={remove} />}
		>
			<ShowLoaded loaded={loaded}>{(value) => <SegmentDetail segment={value} />}</ShowLoaded>
		</View>
	);
}

function SegmentDetail({ segment }: { segment: Segment }) {
	return (
		<div className="split wide-first">
			<div className="card video-card">
				{/* biome-ignore lint/a11y/useMediaCaption: the scenes have no sound */}
				<video
					key={segment.video}
					controls
					playsInline
					preload="metadata"
					poster={segment.poster}
					width={segment.width}
					height={segment.height}
					aria-label={segment.name}
				>
					<source src={segment.video} type="video/mp4" />
				</video>
			</div>
			<section className="card" aria-label="How it was made">
				<Facts
					of={[
						[
							'Character',
							<Link key="character" to={paths.character(segment.characterId)}>
								{segment.characterName}
							</Link>,
						],
						['Still', segment.stillName],
						['Camera move', moveNames[segment.move]],
						['Grade', gradeNames[segment.grade]],
						['Length', `${segment.seconds} s · ${toCount(segment.frames)} frames`],
						['Size', `${segment.width} × ${segment.height} · ${toSize(segment.bytes)}`],
						['Made', `${toMoment(segment.createdAt)} · took ${toDuration(segment.tookMs)}`],
						[
							'Job',
							<Link key="job" to={paths.job(segment.jobKey)}>
								See the job
							</Link>,
						],
					]}
				/>
				<a className="plain-button" href={segment.video} download={`${segment.name}.mp4`}>
					Download the video
				</a>
			</section>
		</div>
	);
}
