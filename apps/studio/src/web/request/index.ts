export { createRequest, type Request } from './create-request.ts';
export { createResource, createResourceById, type Loaded, type Resource } from './create-resource.ts';
export { createResources, type Resources, readyValue } from './create-resources.ts';
export { createStudioApi, type StudioApi } from './create-studio-api.ts';
export { ProblemError, toProblem } from './problem-error.ts';
export { useResource } from './use-resource.ts';
