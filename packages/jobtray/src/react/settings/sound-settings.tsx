import type { Preferences, SoundRule } from '../../attention/index.ts';
import { Icon } from '../icons.tsx';
import { useSettingsLabels } from '../labels/use-settings-labels.ts';
import { useTray } from '../tray-context.ts';
import { useReadable } from '../use-readable.ts';
import { Choice } from './choice.tsx';
import { Section } from './section.tsx';
import { Setting } from './setting.tsx';
import { Switch } from './switch.tsx';
import { usePreferences } from './use-preferences.ts';

const rules: readonly SoundRule[] = ['unfocused', 'always', 'all-done'];
const tests = { success: 'sound-success', failure: 'sound-failure' } as const;

/** Sounds: which, how loud, and when. What is chosen is played at once. */
export function SoundSettings() {
	const labels = useSettingsLabels();
	const { attention } = useTray();
	const state = useReadable(attention.channels).sound;
	const [{ sound }, change] = usePreferences();

	function choose(patch: Partial<Preferences['sound']>) {
		change({ sound: { ...sound, ...patch } });
	}

	return (
		<Section title={labels.sound}>
			<Switch
				label={labels.soundOn}
				hint={state === 'missing' ? labels.soundMissing : labels.soundOnHint}
				checked={sound.on}
				onChange={(on) => choose({ on })}
			/>
			{sound.on && state === 'blocked' && (
				<div className="jobtray-note" role="status">
					<Icon name="failed" />
					{labels.soundBlocked}
				</div>
			)}
			{sound.on && (
				<>
					<SoundChoice end="success" label={labels.soundSuccess} sound={sound} onChoose={choose} />
					<SoundChoice end="failure" label={labels.soundFailure} sound={sound} onChoose={choose} />
					<Setting
						label={labels.volume}
						control={(props) => (
							<span className="jobtray-field">
								<input
									{...props}
									type="range"
									className="jobtray-range"
									min={0}
									max={1}
									step={0.05}
									value={sound.volume}
									aria-valuetext={labels.volumeValue(sound.volume)}
									onChange={({ target }) => choose({ volume: target.valueAsNumber })}
									onPointerUp={() => attention.test('sound-success')}
									onKeyUp={({ key }) => /^(Arrow|Page|Home|End)/.test(key) && attention.test('sound-success')}
								/>
								<span className="jobtray-percent" aria-hidden="true">
									{labels.volumeValue(sound.volume)}
								</span>
							</span>
						)}
					/>
					<Choice
						label={labels.soundWhen}
						value={sound.when}
						values={rules}
						toName={labels.soundWhenChoice}
						onChange={(when) => choose({ when })}
					/>
				</>
			)}
		</Section>
	);
}

function SoundChoice({
	end,
	label,
	sound,
	onChoose,
}: {
	end: 'success' | 'failure';
	label: string;
	sound: Preferences['sound'];
	onChoose(patch: Partial<Preferences['sound']>): void;
}) {
	const labels = useSettingsLabels();
	const { attention } = useTray();
	const sounds = useReadable(attention.sounds);
	const toName = (id: string) => sounds.find((each) => each.id === id)?.label ?? labels.soundName(id);
	const preview = labels.preview(toName(sound[end]));
	const play = () => void attention.test(tests[end]);
	return (
		<Choice
			label={label}
			value={sound[end]}
			values={sounds.map(({ id }) => id)}
			toName={toName}
			onChange={(id) => {
				onChoose({ [end]: id });
				play();
			}}
		>
			<button type="button" className="jobtray-act" aria-label={preview} title={preview} onClick={play}>
				<Icon name="resume" />
			</button>
		</Choice>
	);
}
