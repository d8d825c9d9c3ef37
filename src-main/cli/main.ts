process.stdout.write('cusp\n')
