export { Fact, Facts, Mono, Note } from './Facts';
export { Section } from './Section';
export { SimpleTable } from './SimpleTable';
