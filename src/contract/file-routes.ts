/** What concerns files, apart from the other routes: a page loads this when the first file is chosen or opened. */
export const fileRoutes = {
  startUpload: { method: 'POST', path: '/tickets/:ticket/uploads', status: 201 },
  getUpload: { method: 'GET', path: '/tickets/:ticket/uploads/:upload', status: 200 },
  appendUpload: { method: 'PATCH', path: '/tickets/:ticket/uploads/:upload', status: 204 },
  discardUpload: { method: 'DELETE', path: '/tickets/:ticket/uploads/:upload', status: 204 },
  linkToFile: { method: 'GET', path: '/tickets/:ticket/attachments/:attachment/link', status: 200 },
  linkToAll: { method: 'GET', path: '/tickets/:ticket/messages/:message/link', status: 200 },
  /** Opened by what the link itself says; nobody's identity is asked for. */
  openFile: { method: 'GET', path: '/files/:link/:name', status: 200 },
} as const;

/** The same for the team's tools. */
export const staffFileRoutes = {
  startUpload: { method: 'POST', path: '/staff/tickets/:ticket/uploads', status: 201 },
  getUpload: { method: 'GET', path: '/staff/tickets/:ticket/uploads/:upload', status: 200 },
  appendUpload: { method: 'PATCH', path: '/staff/tickets/:ticket/uploads/:upload', status: 204 },
  discardUpload: { method: 'DELETE', path: '/staff/tickets/:ticket/uploads/:upload', status: 204 },
  linkToFile: { method: 'GET', path: '/staff/tickets/:ticket/attachments/:attachment/link', status: 200 },
} as const;

/** The version of tus that is spoken. */
export const tusVersion = '1.0.0';
/** Of a part of a file (tus 1.0.0, PATCH). */
export const partMediaType = 'application/offset+octet-stream';

/** Headers of tus 1.0.0. Lower case, as Fetch gives them. */
export const uploadHeaderNames = {
  version: 'tus-resumable',
  offset: 'upload-offset',
  length: 'upload-length',
  /** `filename`, `filetype` and `clientid`, each followed by its value in Base64 of UTF-8. */
  metadata: 'upload-metadata',
} as const;
