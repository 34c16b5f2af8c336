// Done before each test file: what it finds does not depend on the files that its process ran before.
import { opened } from './opened-services.ts';

opened.services = 0;
