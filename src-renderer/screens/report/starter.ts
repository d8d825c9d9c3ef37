/** What a new report begins with: enough to see how it is written. */
export const starter = `## What was asked

One or two sentences, *before* the numbers.

## What came of it

Insert puts a panel where the cursor is.
`
