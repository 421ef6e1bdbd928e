/** The only key that the endpoints on this machine know. */
export const CREDENTIALS = { accessKeyId: 'AKIDENDPOINTTEST', secretAccessKey: 'secret' };
