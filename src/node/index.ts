/** `helpdock/node`: the server process and its parts, for those who start it from their own code. */
export { openDatabase, type DatabaseOptions, type OpenDatabase } from './database.ts';
export { directoryBlobs } from './directory-blobs.ts';
export { jsonLog, type ServerLogEntry } from './log.ts';
export { serve, type RunningServer, type ServeOptions } from './serve.ts';
export { readSettings, type SettingFault, type Settings, type SettingsReading } from './settings.ts';
export { StartError } from './start-error.ts';
