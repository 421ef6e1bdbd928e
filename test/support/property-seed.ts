import fc from 'fast-check';

// CI asks the same of the same commit every time. Everywhere else each run tries inputs that none has tried.
if (process.env['CI'] !== undefined) fc.configureGlobal({ seed: 20_261_122 });
