/** The door for people without an account; apart, because few pages need it. */
export const guestRoutes = {
  resolveLink: { method: 'POST', path: '/guest/resolve', status: 200 },
  requestCode: { method: 'POST', path: '/guest/challenges', status: 202 },
  verifyCode: { method: 'POST', path: '/guest/challenges/:challenge/verify', status: 200 },
  requestNewLink: { method: 'POST', path: '/guest/links', status: 202 },
} as const;
