document.title = 'Cusp'
