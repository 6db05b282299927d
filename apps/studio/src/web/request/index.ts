export { createRequest } from './create-request.ts';
export { createResource, type Loaded } from './create-resource.ts';
export { createResources, type Resources, readyValue } from './create-resources.ts';
export { createStudioApi, type StudioApi } from './create-studio-api.ts';
export { ProblemError, toProblem } from './problem-error.ts';
export { useResource } from './use-resource.ts';
