/** {@code landfall pool}: runner pools and their queues. Nothing here starts a runner. */
@NullMarked
package dev.landfall.cli.pool;

import org.jspecify.annotations.NullMarked;
