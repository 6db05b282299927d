/** A scene could not be made, for a reason that a person can understand and mend. Its message is shown as it is. */
export class SceneFailure extends Error {
	override readonly name = 'SceneFailure';
	readonly code = 'scene-failed';
}
