import * as z from 'zod/mini';

// The first module of every page: a schema tries eval, for speed, when it is made, and the page's policy refuses that.
z.config({ jitless: true });
