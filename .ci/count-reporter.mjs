// A node:test reporter that prints the counts of the whole run as JSON.
export default async function* countReporter(source) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for await (const event of source) {
    if (event.data?.details?.type === 'suite') continue;
    if (event.type === 'test:fail') counts.failed += 1;
    if (event.type === 'test:pass')
      counts[event.data.skip !== undefined || event.data.todo !== undefined ? 'skipped' : 'passed'] += 1;
  }
  yield JSON.stringify(counts);
}
