/** Parts of the list that the support center passes on. */
export const listParts = [
  'heading, search, filter, filter-option, sort, select, field, input, label, hint, button, button-primary, list',
  'row, row-unread, row-selected, row-subject, row-meta, row-preview, badge',
  'status, status-open, status-awaiting, status-solved, status-closed',
  'skeleton, empty, empty-title, error, error-title, strip',
].join(', ');
