import { openStore } from '#store'
import { migrations } from '../../../../src-main/store/migrations/index.ts'

/** Opens the database FILE with one migration more, and kills itself in the middle of that. */
const [file = '', backups = ''] = process.argv.slice(2)
const version = migrations.length + 1
openStore({
  file,
  backups,
  migrations: [
    ...migrations,
    {
      version,
      name: 'killed',
      sql: `CREATE TABLE half (run INTEGER) STRICT; INSERT INTO half SELECT number FROM runs;
        UPDATE runs SET name = 'changed';`,
      fill: () => process.kill(process.pid, 'SIGKILL'),
    },
  ],
})
