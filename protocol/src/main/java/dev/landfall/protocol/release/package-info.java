/** What a version of the runner consists of, as the release key signs it. Nothing is fetched or unpacked here. */
@NullMarked
package dev.landfall.protocol.release;

import org.jspecify.annotations.NullMarked;
