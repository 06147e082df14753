/** {@code landfall dev}: a control plane and a runner in one process. Both are made here; what they do lives in their modules. */
@NullMarked
package dev.landfall.cli.dev;

import org.jspecify.annotations.NullMarked;
