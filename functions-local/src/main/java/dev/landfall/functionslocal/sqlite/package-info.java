/** Records and queues in one SQLite file. Nothing outside of this package sees SQL or a connection. */
@NullMarked
package dev.landfall.functionslocal.sqlite;

import org.jspecify.annotations.NullMarked;
