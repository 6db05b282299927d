import ts from 'typescript';
import type { PublicName } from './doc-tables.ts';

/** Looks up what a module of the library exports: the fields of an interface, the words of a union, the properties of a value. */
export interface PublicNames {
	/** `null` where the module exports nothing of that name. */
	find(module: string, name: string): PublicName[] | null;
}

/** The properties by which a union of objects tells its members apart. */
const tags = ['type', 'status'];

/** Reads the entry files of the library, given by their import names. */
export function readPublicNames(entries: ReadonlyMap<string, string>, options: ts.CompilerOptions): PublicNames {
	const program = ts.createProgram([...entries.values()], options);
	const checker = program.getTypeChecker();

	function toNames(type: ts.Type, at: ts.Node): PublicName[] {
		if (!type.isUnion()) return checker.getPropertiesOfType(type).map(toName);
		const words = type.types.flatMap((member) => {
			if (member.isStringLiteral()) return [member.value];
			const tag = tags.map((each) => member.getProperty(each)).find((each) => each !== undefined);
			return tag === undefined ? [] : toWords(checker.getTypeOfSymbolAtLocation(tag, at));
		});
		return [...new Set(words)].map((name) => ({ name, required: true }));
	}

	return {
		find(module, name) {
			const file = program.getSourceFile(entries.get(module) ?? '');
			const exports = file && checker.getSymbolAtLocation(file);
			const symbol = exports && checker.getExportsOfModule(exports).find((each) => each.name === name);
			if (file === undefined || symbol === undefined) return null;
			const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
			const isType = (target.flags & ts.SymbolFlags.Type) !== 0;
			return toNames(
				isType ? checker.getDeclaredTypeOfSymbol(target) : checker.getTypeOfSymbolAtLocation(target, file),
				file,
			);
		},
	};
}

function toName(symbol: ts.Symbol): PublicName {
	return { name: symbol.name, required: (symbol.flags & ts.SymbolFlags.Optional) === 0 };
}

function toWords(type: ts.Type): string[] {
	const types = type.isUnion() ? type.types : [type];
	return types.flatMap((each) => (each.isStringLiteral() ? [each.value] : []));
}
