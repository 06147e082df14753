/** {@code landfall workflow}: what happens step by step, and the answers that it waits for. Nothing here knows what a step does. */
@NullMarked
package dev.landfall.cli.workflow;

import org.jspecify.annotations.NullMarked;
