/** Parts of the reply box that the elements around it pass on. */
export const replyBoxParts =
  'composer, composer-row, label, textarea, field, button, button-primary, hints, hint, error, link, unsent, dialog, ' +
  'attachment, attachment-file, attachment-progress, drop-target';
