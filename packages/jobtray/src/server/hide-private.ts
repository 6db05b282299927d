/** What takes the place of what was hidden. */
const hidden = '…';

/** A rule of what no viewer may read in an error of an engine or a worker, and what stands there instead. */
type Rule = readonly [pattern: RegExp, instead: string];

// In this order: an address is looked at before what is in it. All are linear: no part can match what its neighbour can.
const rules: readonly Rule[] = [
	// A stack trace begins at its first frame; what is before it is the message.
	[/\s+at (?:async )?(?:new )?[^\s()]+ ?\((?:node:|file:|[A-Za-z]:\\|\/)[\s\S]*$/, ''],
	[/\s+at (?:async )?(?:node:|file:\/\/|[A-Za-z]:\\|\/)\S+:\d+:\d+[\s\S]*$/, ''],
	[/\s*Traceback \(most recent call last\):[\s\S]*$/, ''],
	[/-----BEGIN [A-Z ]+-----[\s\S]*$/, hidden],
	// Credentials in an address (RFC 3986, section 3.2.1), and what follows its path.
	[/\b([a-z][a-z0-9+.-]{1,30}:\/\/)[^\s/?#@]{1,500}@/gi, `$1${hidden}@`],
	[/\b(https?:\/\/[^\s?#]{1,500}\?)[^\s#]+/gi, `$1${hidden}`],
	// "Authorization: Bearer …", "token=…", "api_key: …", "password is …"; quoted JSON too.
	[/\b(bearer|basic)\s+[\w.~+/=-]{6,}/gi, `$1 ${hidden}`],
	[
		/\b((?:[\w-]{0,30}[_-])?(?:password|passwd|pwd|secret|token|api[_-]?key|access[_-]?key|authorization|cookie|session[_-]?id))(["']?\s?[:=]\s?)(?:"[^"]{0,500}"|'[^']{0,500}'|[^\s,;}"']+)/gi,
		`$1$2${hidden}`,
	],
	// Tokens that tell themselves by their form: JSON Web Tokens (RFC 7519), and those of well-known services.
	[/\beyJ[\w-]{8,}\.[\w-]{2,}\.[\w-]*/g, hidden],
	[/\b(?:sk|pk|rk|ghp|gho|ghs|glpat|xox[abprs]|hf|AKIA|AIza|github_pat)[_-]?[A-Za-z0-9][\w-]{15,}/g, hidden],
	// Folders of the machine; the name of the file is what helps.
	[/(^|[\s"'(=:,[])(?:file:\/\/)?(?:\/[\w.@+-]{1,200}){2,20}(?=\/)\/([\w.@+-]+)/g, '$1$2'],
	[/(^|[\s"'(=,[])[A-Za-z]:(?:\\[\w.@+ -]{1,200}){1,20}\\([\w.@+-]+)/g, '$1$2'],
];

/** An error is cut to less than this anyway; what comes after it is not looked at. */
const mostChars = 8_000;

/**
 * A message as viewers may read it: without passwords and queries of addresses, tokens, keys, stack traces and folders of
 * the machine. It knows forms, not meanings: a secret in plain words stays, so that workers have to write errors for people.
 */
export function hidePrivate(message: string): string {
	let text = message.slice(0, mostChars);
	for (const [pattern, instead] of rules) text = text.replace(pattern, instead);
	return text;
}
