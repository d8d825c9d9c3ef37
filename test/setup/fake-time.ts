const architecture = process.arch === 'arm64' ? 'aarch64' : 'x86_64'

/** Debian's library that tells a process another time, whether it is there or not. */
export const fakeTime = `/usr/lib/${architecture}-linux-gnu/faketime/libfaketime.so.1`
