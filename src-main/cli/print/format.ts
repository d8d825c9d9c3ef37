/** A share of one in percent, with one decimal and without the sign; a dash for no share. */
export function formatPercent(share: number | null): string {
  return share === null ? '–' : (share * 100).toFixed(1)
}

/** The same with the sign. */
export function formatShare(share: number | null): string {
  return share === null ? '–' : `${formatPercent(share)} %`
}

/** A share with its 95 % interval: "96.4 % [95.2, 97.3]". */
export function formatInterval(share: number, interval: readonly [number, number]): string {
  return `${formatShare(share)} [${interval.map(formatPercent).join(', ')}]`
}

/** Seconds as a person says them: "8 s", "3 min 20 s", "2 h 5 min". */
export function formatDuration(seconds: number): string {
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole} s`
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`
}

/** Bytes in powers of 1024: "512 B", "1.5 MiB". */
export function formatBytes(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB']
  const power = bytes < 1 ? 0 : Math.min(4, Math.floor(Math.log2(bytes) / 10))
  const value = bytes / 1024 ** power
  return `${power === 0 ? value : value.toFixed(1)} ${units[power]}`
}

/** Local time to the minute: "2026-11-23 19:05". */
export function formatTime(milliseconds: number): string {
  const time = new Date(milliseconds)
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`
  return `${day} ${two(time.getHours())}:${two(time.getMinutes())}`
}

/** "1 run", "3 runs". */
export function count(number: number, noun: string, nouns = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : nouns}`
}

/** What an attack climbs, in words; a dash where nothing does. */
export function climbsWords(climbs: 'label' | 'prediction' | 'both' | null | undefined): string {
  switch (climbs) {
    case 'label':
      return 'the true label'
    case 'prediction':
      return 'its own prediction'
    case 'both':
      return 'either'
    case null:
    case undefined:
      return '–'
  }
}

/** What a series of attacks climbs, as the end of its title. */
export function climbing(climbs: 'label' | 'prediction' | null): string {
  return climbs === null ? '' : `, climbing ${climbsWords(climbs)}`
}
