/* Forms for constants that hold judgements; see below. */
export function formsFor() {
  return [];
}
