/** What a person is being asked about the open curriculum. */
export type Asking = 'train' | 'rename' | 'copy' | 'versions' | 'delete'
