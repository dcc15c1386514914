import { describe } from 'node:test';
import { memoryBlobs } from '../../src/server/files/memory-blobs.ts';
import { blobCases } from '../helpers/blob-cases.ts';

describe('blobs in memory', () => blobCases(memoryBlobs));
