// The shell's commands speak for themselves; the log's JSON lines are the server's. To be imported first.
process.env.LOG_LEVEL ??= 'silent'
